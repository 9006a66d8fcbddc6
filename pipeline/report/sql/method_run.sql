-- purpose: settings of the test of the method
SELECT draws, noise, scheme FROM sensitivity_run;
