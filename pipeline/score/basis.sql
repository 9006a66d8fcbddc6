-- purpose: what scores on one scale over years rest on, so that a change is that of the unit
-- reads:   work.part, fiche, hierarchy, hierarchy_node, unit, contribution, node_contribution, indicator_value, indicator_break
-- writes:  work.one_scale, work.basis
-- grain:   work.one_scale: level, node; work.basis: unit, node, year

-- A service is on one scale where its fiche says so, a node where all services
-- under it are. Trees of two levels may name their nodes alike.
CREATE TABLE work.one_scale AS
WITH RECURSIVE under(hierarchy, top, node, kind) AS (
    SELECT hierarchy, node, node, kind FROM hierarchy_node
    UNION ALL
    SELECT u.hierarchy, u.top, n.node, n.kind FROM under u JOIN hierarchy_node n ON n.hierarchy = u.hierarchy AND n.parent = u.node
), service AS (SELECT DISTINCT p.fiche, f.level, p.year_scale = 'pooled' AS pooled FROM work.part p JOIN fiche f USING (fiche))
SELECT level, fiche AS node FROM service WHERE pooled
UNION
SELECT h.level, u.top FROM under u JOIN hierarchy h USING (hierarchy) JOIN service s ON u.kind = 'service' AND s.fiche = u.node
GROUP BY h.level, u.top HAVING bool_and(s.pooled);

CREATE TABLE work.basis AS
WITH RECURSIVE services AS (
    SELECT c.unit, c.fiche AS node, c.year, string_agg(c.indicator, ',' ORDER BY c.indicator) AS basis,
           bool_or(contains(v.flags, 'method_break') OR b.indicator IS NOT NULL) AS broken, bool_or(c.treated = 'log') AS transformed
    FROM contribution c
    JOIN work.one_scale o ON o.node = c.fiche
    JOIN indicator_value v ON v.unit = c.unit AND v.indicator = c.indicator AND v.year = c.year
    LEFT JOIN indicator_break b ON b.indicator = c.indicator AND b.year = c.year
    GROUP BY ALL
), below AS (
    SELECT n.unit, n.node, n.child, n.year FROM node_contribution n JOIN unit u ON u.teryt = n.unit JOIN work.one_scale o ON o.level = u.level AND o.node = n.node
    UNION ALL
    SELECT b.unit, b.node, n.child, b.year FROM below b JOIN node_contribution n ON n.unit = b.unit AND n.node = b.child AND n.year = b.year
)
SELECT * FROM services
UNION ALL
SELECT b.unit, b.node, b.year, string_agg(b.child || ':' || coalesce(s.basis, ''), ';' ORDER BY b.child), bool_or(coalesce(s.broken, FALSE)), bool_or(coalesce(s.transformed, FALSE))
FROM below b LEFT JOIN services s ON s.unit = b.unit AND s.node = b.child AND s.year = b.year
WHERE b.node NOT IN (SELECT fiche FROM work.part)
GROUP BY b.unit, b.node, b.year;
