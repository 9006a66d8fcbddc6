-- purpose: definitions that changed
SELECT kind, code, what FROM revision_definition ORDER BY kind, code, what;
