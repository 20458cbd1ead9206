"""Who is here: sign-in, sessions, rights on views."""
