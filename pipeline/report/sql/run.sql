-- purpose: what the database was made from
SELECT as_of, workspace, program, register_date, first_year, last_year, min_group, synthetic, run FROM run;
