-- purpose: units that can have a card, by name; the population is the latest delivered
SELECT u.teryt, u.name, u.full_name, u.level, u.kind, coalesce(u.powiat_name, ''), coalesce(u.voivodeship_name, ''), u.city_powiat, u.first_register
FROM unit u WHERE u.in_scope AND u.level IN ('gmina', 'powiat')
ORDER BY u.name COLLATE pl, u.teryt;
