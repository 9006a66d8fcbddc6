-- Where does a figure stand: file, sheet, cell?
SELECT o.year, o.value, o.status, o.flags, o.origin, o.source, o.file, o.sheet, o.cell, o.raw
FROM observation o WHERE o.unit = '1002011' AND o.variable = 'bib_czytelnicy' AND o.chosen ORDER BY o.year;

-- Which cells is a sum over facilities or positions made of?
SELECT label, value, weight, share, file, cell FROM observation_cell
WHERE unit = '1002011' AND variable = 'e8_polski_suma' AND year = 2023 ORDER BY share DESC;
