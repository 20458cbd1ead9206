"""What happens when papers of the service desk are sent, decided and closed."""
