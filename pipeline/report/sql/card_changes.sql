-- purpose: changes of a unit between the dated registers
SELECT change, reason FROM unit_change WHERE new_teryt = ? OR old_teryt = ? ORDER BY change, reason;
