-- How complete and how punctual are the sources?
SELECT source, completeness, delivered, punctuality, next_year, next_on, next_overdue, days_late FROM quality_source ORDER BY completeness;

-- How many of its scores does a service have, and how many wait for one cell?
SELECT year, units, completeness, scores, withheld, withheld_alone FROM quality_service WHERE fiche = 'biblioteki' ORDER BY year;
