-- purpose: which file was compared with
SELECT coalesce(old_run, ''), old_as_of, note FROM revision_run;
