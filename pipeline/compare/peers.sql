-- purpose: form the comparison groups
-- reads:   unit
-- writes:  peer_scheme, peer_group, peer_member
-- grain:   scheme, unit

INSERT INTO peer_scheme VALUES
    ('kind', 1, 'partition', 'rodzaj gminy', 'kind of gmina', 'gminy tego samego rodzaju; miasta na prawach powiatu razem z gminami miejskimi'),
    ('voivodeship', 1, 'partition', 'województwo', 'voivodeship', 'jednostki tego samego województwa');

INSERT INTO peer_member
SELECT 'kind', level || '/' || kind, teryt, TRUE FROM unit WHERE in_scope AND level IN ('gmina', 'powiat')
UNION ALL
SELECT 'voivodeship', level || '/' || voivodeship, teryt, TRUE FROM unit WHERE in_scope AND level IN ('gmina', 'powiat')
ORDER BY 1, 2, 3;

INSERT INTO peer_group
SELECT pm.scheme, pm.grp, any_value(u.level),
       CASE WHEN pm.scheme = 'voivodeship' AND any_value(u.level) = 'gmina' THEN 'gminy, województwo ' || any_value(u.voivodeship_name)
            WHEN pm.scheme = 'voivodeship' THEN 'powiaty, województwo ' || any_value(u.voivodeship_name)
            WHEN pm.grp = 'gmina/miejska' THEN 'gminy miejskie'
            WHEN pm.grp = 'gmina/wiejska' THEN 'gminy wiejskie'
            WHEN pm.grp = 'gmina/miejsko-wiejska' THEN 'gminy miejsko-wiejskie'
            WHEN pm.grp = 'powiat/powiat' THEN 'powiaty'
            ELSE 'miasta na prawach powiatu' END,
       count(*)
FROM peer_member pm JOIN unit u ON u.teryt = pm.unit
GROUP BY pm.scheme, pm.grp ORDER BY 1, 2;

DELETE FROM peer_member WHERE NOT list_contains(getvariable('schemes'), scheme);
DELETE FROM peer_group WHERE NOT list_contains(getvariable('schemes'), scheme);
DELETE FROM peer_scheme WHERE NOT list_contains(getvariable('schemes'), scheme);
