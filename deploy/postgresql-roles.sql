-- The rights of the portal's own role: as the database's owner, after every migration and restore.
--   psql -v ON_ERROR_STOP=1 -f deploy/postgresql-roles.sql "$OWNER_URL"
--
-- guiju_owner owns the tables and migrates them; guiju, which the programs use, owns nothing. So whoever takes
-- the portal over can neither switch off a trigger nor empty a table (TRUNCATE asks no trigger for a row), and
-- the rows of the audit trail he can neither change nor delete, trigger or not.

GRANT USAGE ON SCHEMA public TO guiju;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO guiju;
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO guiju;
ALTER DEFAULT PRIVILEGES FOR ROLE guiju_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO guiju;
ALTER DEFAULT PRIVILEGES FOR ROLE guiju_owner IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO guiju;

REVOKE INSERT, UPDATE, DELETE ON alembic_version FROM guiju;

-- Every table whose triggers refuse any update and any delete. destruction_list stays: its rows are locked
-- while they are signed, for which PostgreSQL asks the right to update.
DO $$
DECLARE kept name;
BEGIN
  FOR kept IN
    SELECT c.relname FROM pg_trigger t
      JOIN pg_class c ON c.oid = t.tgrelid
      JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE p.proname = 'refuse_change' AND c.relname <> 'destruction_list'
     GROUP BY c.relname
    HAVING bit_or(t.tgtype::int) & 24 = 24 -- 8: delete, 16: update
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE ON %I FROM guiju', kept);
  END LOOP;
END $$;
