-- purpose: what one changed choice does to the places
SELECT v.fiche, v.scheme, v.choice, v.setting, v.n, v.mean_shift, v.largest_shift, v.share_moved, v.correlation
FROM sensitivity_variant v JOIN fiche f USING (fiche)
ORDER BY f.code, f.fiche, v.scheme <> 'national', v.scheme, v.mean_shift DESC NULLS LAST, v.choice, v.setting;
