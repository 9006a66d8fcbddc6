-- purpose: what every column means; tables and the columns that need more are described in schema.sql
-- reads:   nothing
-- writes:  comments
-- grain:   column

COMMENT ON COLUMN run.workspace IS 'Name of the workspace.';
COMMENT ON COLUMN run.program IS 'Version of the program.';
COMMENT ON COLUMN run.register_date IS 'Date of the TERC register in force.';
COMMENT ON COLUMN run.first_year IS 'First year of the period.';
COMMENT ON COLUMN run.last_year IS 'Last year of the period.';
COMMENT ON COLUMN run.min_group IS 'Smallest group with quartiles and classes.';

COMMENT ON COLUMN stage_run.stage IS 'Stage of the run.';
COMMENT ON COLUMN stage_run.ord IS 'Order of the stages.';
COMMENT ON COLUMN stage_run.rows_out IS 'Rows written.';

COMMENT ON COLUMN finding.severity IS 'info, warning, error.';
COMMENT ON COLUMN finding.code IS 'Kind of finding; stable, scripts may filter on it.';
COMMENT ON COLUMN finding.place IS 'file:line:field, or file!sheet!cell.';
COMMENT ON COLUMN finding.file IS 'File the finding is about.';
COMMENT ON COLUMN finding.sheet IS 'Sheet of the workbook, else empty.';
COMMENT ON COLUMN finding.row IS 'Row or line, NULL: the whole file.';
COMMENT ON COLUMN finding.col IS 'Column or field.';
COMMENT ON COLUMN finding.message_pl IS 'Sentence in Polish.';
COMMENT ON COLUMN finding.message_en IS 'Sentence in English.';
COMMENT ON COLUMN finding.hint_pl IS 'What to do, in Polish.';
COMMENT ON COLUMN finding.hint_en IS 'What to do, in English.';

COMMENT ON COLUMN unit.name IS 'Name in the register.';
COMMENT ON COLUMN unit.level IS 'kraj, województwo, powiat, gmina.';
COMMENT ON COLUMN unit.kind IS 'Of a gmina: miejska, wiejska, miejsko-wiejska; of a powiat: powiat, miasto na prawach powiatu.';
COMMENT ON COLUMN unit.parent IS 'Unit above.';
COMMENT ON COLUMN unit.powiat IS 'Code of the powiat.';
COMMENT ON COLUMN unit.powiat_name IS 'Name of the powiat.';
COMMENT ON COLUMN unit.voivodeship IS 'Code of the województwo.';
COMMENT ON COLUMN unit.voivodeship_name IS 'Name of the województwo, lower case.';
COMMENT ON COLUMN unit.in_scope IS 'Named by the scope of the workspace; only such units are diagnosed, scored and compared.';

COMMENT ON COLUMN unit_change.old_teryt IS 'Code before.';
COMMENT ON COLUMN unit_change.new_teryt IS 'Code in force, NULL: the unit is gone.';
COMMENT ON COLUMN unit_change.change IS 'kind, renamed, new, gone, code.';
COMMENT ON COLUMN unit_change.reason IS 'Why, in Polish.';
COMMENT ON COLUMN unit_change.register_from IS 'Date of the older register.';
COMMENT ON COLUMN unit_change.register_to IS 'Date of the newer register.';

COMMENT ON COLUMN source.source IS 'Id of the source.';
COMMENT ON COLUMN source.title_pl IS 'Title in Polish.';
COMMENT ON COLUMN source.title_en IS 'Title in English.';
COMMENT ON COLUMN source.publisher IS 'Publisher.';
COMMENT ON COLUMN source.owner_kind IS 'publisher or local (the local government itself).';
COMMENT ON COLUMN source.licence IS 'Licence of the data.';
COMMENT ON COLUMN source.note IS 'Remark.';
COMMENT ON COLUMN source.format IS 'Layout of the files.';
COMMENT ON COLUMN source.release_month IS 'Month of publication.';
COMMENT ON COLUMN source.release_day IS 'Day of publication.';
COMMENT ON COLUMN source.release_lag IS 'Years between reference year and publication.';
COMMENT ON COLUMN source.covers_from IS 'First year the source is about, NULL: open.';
COMMENT ON COLUMN source.covers_to IS 'Last year, NULL: open.';
COMMENT ON COLUMN source.every IS 'A survey every n years; 1 yearly.';
COMMENT ON COLUMN source.priority IS 'The highest wins where sources overlap.';
COMMENT ON COLUMN source.profile IS 'File of the profile.';

COMMENT ON COLUMN source_variable.source IS 'Id of the source.';
COMMENT ON COLUMN source_variable.variable IS 'Code of the variable.';
COMMENT ON COLUMN source_variable.level IS 'Level of the units the source gives.';
COMMENT ON COLUMN source_variable.every IS 'Collected every n years, counted from covers_from of the source.';

COMMENT ON COLUMN snapshot.source IS 'Id of the source.';
COMMENT ON COLUMN snapshot.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN snapshot.state IS 'read, unreadable, duplicate, missing.';
COMMENT ON COLUMN snapshot.size IS 'Bytes.';
COMMENT ON COLUMN snapshot.first_year IS 'First year found in the file.';
COMMENT ON COLUMN snapshot.last_year IS 'Last year found in the file.';
COMMENT ON COLUMN snapshot.rows_in IS 'Rows of data read.';
COMMENT ON COLUMN snapshot.rows_used IS 'Rows that gave an observation.';
COMMENT ON COLUMN snapshot.rows_ignored IS 'Rows no selection asks for.';
COMMENT ON COLUMN snapshot.rows_rejected IS 'Rows with a finding instead of an observation.';
COMMENT ON COLUMN snapshot.observations IS 'Observations read.';

COMMENT ON COLUMN variable.variable IS 'Code of the variable.';
COMMENT ON COLUMN variable.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN variable.name_en IS 'Name in English.';
COMMENT ON COLUMN variable.unit_of_measure IS 'Unit of measure.';
COMMENT ON COLUMN variable.kind IS 'stock, flow, ratio (ready-made).';
COMMENT ON COLUMN variable.reference IS 'Reference day or period.';
COMMENT ON COLUMN variable.system IS 'System and form it comes from.';
COMMENT ON COLUMN variable.verified IS 'FALSE: nobody has checked it.';
COMMENT ON COLUMN variable.range_min IS 'Lower end of the plausible range.';
COMMENT ON COLUMN variable.range_max IS 'Upper end of the plausible range.';
COMMENT ON COLUMN variable.note IS 'Traps of the variable.';

COMMENT ON COLUMN variable_origin.variable IS 'Code of the variable.';
COMMENT ON COLUMN variable_origin.ord IS 'Order.';
COMMENT ON COLUMN variable_origin.id IS 'bdl: number of the variable; NULL: not known.';
COMMENT ON COLUMN variable_origin.part IS 'exam: list or sheet; form: section.';
COMMENT ON COLUMN variable_origin.field IS 'Column or field.';
COMMENT ON COLUMN variable_origin.verified IS 'FALSE: nobody has seen it so at the source.';

COMMENT ON COLUMN observation.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN observation.variable IS 'Code of the variable.';
COMMENT ON COLUMN observation.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN observation.value IS 'The figure; NULL when missing.';
COMMENT ON COLUMN observation.origin IS 'real or synthetic (made up).';
COMMENT ON COLUMN observation.source IS 'Id of the source.';
COMMENT ON COLUMN observation.snapshot IS 'sha256 of the file.';
COMMENT ON COLUMN observation.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN observation.member IS 'Path inside a portal ZIP, else empty.';
COMMENT ON COLUMN observation.sheet IS 'Sheet of the workbook, empty for text files.';
COMMENT ON COLUMN observation.row IS '1-based row of the sheet, or line of the text file.';
COMMENT ON COLUMN observation.col IS '1-based column of the sheet, or field of the line.';

COMMENT ON COLUMN observation_cell.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN observation_cell.variable IS 'Code of the variable.';
COMMENT ON COLUMN observation_cell.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN observation_cell.source IS 'Id of the source.';
COMMENT ON COLUMN observation_cell.snapshot IS 'sha256 of the file.';
COMMENT ON COLUMN observation_cell.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN observation_cell.member IS 'Path inside a portal ZIP, else empty.';
COMMENT ON COLUMN observation_cell.sheet IS 'Sheet of the workbook, empty for text files.';
COMMENT ON COLUMN observation_cell.row IS 'Row of the cell.';
COMMENT ON COLUMN observation_cell.col IS 'Column of the cell.';
COMMENT ON COLUMN observation_cell.cell IS 'Place of the cell.';
COMMENT ON COLUMN observation_cell.value IS 'Number in the cell.';
COMMENT ON COLUMN observation_cell.weight IS 'Number the cell is multiplied by, 1 without one.';
COMMENT ON COLUMN observation_cell.weight_cell IS 'Place of that number.';
COMMENT ON COLUMN observation_cell.label IS 'Facility of the row.';

COMMENT ON COLUMN observation_unmatched.unit_code IS 'Code in the file.';
COMMENT ON COLUMN observation_unmatched.unit_name IS 'Name in the file.';
COMMENT ON COLUMN observation_unmatched.reason IS 'Why no unit was found, in Polish.';
COMMENT ON COLUMN observation_unmatched.variable IS 'Code of the variable.';
COMMENT ON COLUMN observation_unmatched.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN observation_unmatched.value IS 'The figure; NULL when missing.';
COMMENT ON COLUMN observation_unmatched.status IS 'Status code, see label group status.';
COMMENT ON COLUMN observation_unmatched.source IS 'Id of the source.';
COMMENT ON COLUMN observation_unmatched.snapshot IS 'sha256 of the file.';
COMMENT ON COLUMN observation_unmatched.file IS 'File as delivered, relative to the workspace.';
COMMENT ON COLUMN observation_unmatched.sheet IS 'Sheet of the workbook, empty for text files.';
COMMENT ON COLUMN observation_unmatched.row IS '1-based row of the sheet, or line of the text file.';
COMMENT ON COLUMN observation_unmatched.col IS '1-based column of the sheet, or field of the line.';

COMMENT ON COLUMN indicator.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN indicator.name_en IS 'Name in English.';
COMMENT ON COLUMN indicator.definition IS 'Definition, in Polish.';
COMMENT ON COLUMN indicator.dimension IS 'ilosc, jakosc, dostepnosc, efektywnosc.';
COMMENT ON COLUMN indicator.direction IS 'stimulant, destimulant, nominant, neutral.';
COMMENT ON COLUMN indicator.target_low IS 'Nominant: lower end of the range of full marks.';
COMMENT ON COLUMN indicator.target_high IS 'Nominant: upper end.';
COMMENT ON COLUMN indicator.cap IS 'Values are cut to this before scoring.';
COMMENT ON COLUMN indicator.unit_of_measure IS 'Unit of measure.';
COMMENT ON COLUMN indicator.counted IS 'Who is counted: resident, attending, own_facilities, mixed, none.';
COMMENT ON COLUMN indicator.counted_note IS 'Explains a ratio of different persons.';
COMMENT ON COLUMN indicator.formula IS 'Formula with variable codes.';
COMMENT ON COLUMN indicator.multiplier IS 'Multiplier of the formula.';
COMMENT ON COLUMN indicator.unit_note IS 'Why the unit is not what the formula gives, else empty.';
COMMENT ON COLUMN indicator.is_ratio IS 'Has a denominator.';
COMMENT ON COLUMN indicator.group_figure IS 'ratio_of_sums, sum, or median_only for ready-made ratios.';
COMMENT ON COLUMN indicator.frequency IS 'Years between figures.';
COMMENT ON COLUMN indicator.first_year IS 'First year.';
COMMENT ON COLUMN indicator.last_year IS 'Last year, NULL: open.';
COMMENT ON COLUMN indicator.reference IS 'Reference day or period.';
COMMENT ON COLUMN indicator.source_text IS 'System, form, section.';
COMMENT ON COLUMN indicator.lag_days IS 'Days from 31 December of the year to publication.';
COMMENT ON COLUMN indicator.known_gaps IS 'Known gaps.';
COMMENT ON COLUMN indicator.range_min IS 'Lower end of the plausible range.';
COMMENT ON COLUMN indicator.range_max IS 'Upper end of the plausible range.';
COMMENT ON COLUMN indicator.interpretation IS 'How to read it.';
COMMENT ON COLUMN indicator.limits IS 'What it does not say.';
COMMENT ON COLUMN indicator.basis IS 'What it rests on.';

COMMENT ON COLUMN indicator_term.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_term.side IS 'numerator or denominator.';
COMMENT ON COLUMN indicator_term.variable IS 'Code of the variable.';
COMMENT ON COLUMN indicator_term.coefficient IS 'Coefficient.';
COMMENT ON COLUMN indicator_term.scaled IS 'The coefficient as a whole number over divisor, so that sums are exact.';
COMMENT ON COLUMN indicator_term.divisor IS 'Common divisor of a side of the indicator.';
COMMENT ON COLUMN indicator_term.coefficient_text IS 'The exact coefficient, p/q.';
COMMENT ON COLUMN indicator_term.year_offset IS '0 the same year, −1 the year before.';
COMMENT ON COLUMN indicator_term.valid_from IS 'First year in force, NULL: open.';
COMMENT ON COLUMN indicator_term.valid_to IS 'Last year in force, NULL: open.';

COMMENT ON COLUMN indicator_break.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_break.year IS 'First year of the new definition.';
COMMENT ON COLUMN indicator_break.note IS 'What changed.';

COMMENT ON COLUMN fiche.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche.code IS 'Code in the list of services.';
COMMENT ON COLUMN fiche.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN fiche.name_en IS 'Name in English.';
COMMENT ON COLUMN fiche.area IS 'edukacja, kultura.';
COMMENT ON COLUMN fiche.version IS 'Version number.';
COMMENT ON COLUMN fiche.valid_from IS 'First year in force, NULL: open.';
COMMENT ON COLUMN fiche.valid_to IS 'Last year in force, NULL: open.';
COMMENT ON COLUMN fiche.status IS 'draft, agreed, tested, in_force.';
COMMENT ON COLUMN fiche.task_kind IS 'own or delegated.';
COMMENT ON COLUMN fiche.obligation IS 'obligatory, optional, mixed.';
COMMENT ON COLUMN fiche.task_note IS 'Remark on the task.';
COMMENT ON COLUMN fiche.level IS 'Level the fiche applies to.';
COMMENT ON COLUMN fiche.kinds IS 'Kinds of units it applies to; empty: all.';
COMMENT ON COLUMN fiche.condition IS 'Condition under which a unit runs the service.';
COMMENT ON COLUMN fiche.condition_variable IS 'Variable of the condition.';
COMMENT ON COLUMN fiche.condition_op IS 'Comparison.';
COMMENT ON COLUMN fiche.condition_value IS 'Number compared with.';
COMMENT ON COLUMN fiche.purpose IS 'What the service is for.';
COMMENT ON COLUMN fiche.scope_in IS 'What is in.';
COMMENT ON COLUMN fiche.scope_out IS 'What is out.';
COMMENT ON COLUMN fiche.recipients IS 'Who it is for.';
COMMENT ON COLUMN fiche.provider IS 'Who provides it.';
COMMENT ON COLUMN fiche.interpretation IS 'How to read it.';
COMMENT ON COLUMN fiche.limits IS 'What it does not say.';
COMMENT ON COLUMN fiche.basis IS 'What it rests on.';
COMMENT ON COLUMN fiche.authors IS 'Authors (teams).';
COMMENT ON COLUMN fiche.history IS 'Changes of the fiche.';
COMMENT ON COLUMN fiche.coverage_threshold IS 'Per cent of weight that must be known.';
COMMENT ON COLUMN fiche.min_indicators IS 'Least number of known monitoring indicators.';
COMMENT ON COLUMN fiche.min_dimensions IS 'Least number of dimensions.';
COMMENT ON COLUMN fiche.unscored_why IS 'Why the fiche has no score, else empty.';
COMMENT ON COLUMN fiche.normalise IS 'minmax, zscore, percentile, rank, borda, target, reference, goalposts.';
COMMENT ON COLUMN fiche.scale_high IS 'Upper end of the common scale; the deviation for zscore.';
COMMENT ON COLUMN fiche.treat IS 'Outliers before normalising: none, winsorise.';
COMMENT ON COLUMN fiche.aggregate IS 'Indicators into their dimension or the service: arithmetic, geometric, harmonic, hellwig, topsis, perkal.';
COMMENT ON COLUMN fiche.reference IS 'Units a value is normalised among: national (all the fiche applies to), peer.';
COMMENT ON COLUMN fiche.reference_scheme IS 'reference peer: the comparison scheme.';
COMMENT ON COLUMN fiche.reference_unit IS 'normalise reference: the unit compared with.';
COMMENT ON COLUMN fiche.year_scale IS 'each: one scale a year; pooled: one over all years.';

COMMENT ON COLUMN fiche_reference.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_reference.ord IS 'Order.';
COMMENT ON COLUMN fiche_reference.kind IS 'law, chapter, standard.';
COMMENT ON COLUMN fiche_reference.title IS 'Act and article; chapter code; text of the standard.';
COMMENT ON COLUMN fiche_reference.detail IS 'What it says; name of the chapter; source of the standard.';
COMMENT ON COLUMN fiche_reference.note IS 'Date of the text read, or remark.';
COMMENT ON COLUMN fiche_reference.valid_from IS 'First year in force, NULL: open.';
COMMENT ON COLUMN fiche_reference.valid_to IS 'Last year in force, NULL: open.';
COMMENT ON COLUMN fiche_reference.verified IS 'FALSE: nobody has checked it.';
COMMENT ON COLUMN fiche_reference.indicator IS 'standard: the indicator it bounds.';
COMMENT ON COLUMN fiche_reference.value_min IS 'standard: least value allowed.';
COMMENT ON COLUMN fiche_reference.value_max IS 'standard: greatest value allowed.';

COMMENT ON COLUMN fiche_dimension.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_dimension.dimension IS 'ilosc, jakosc, dostepnosc, efektywnosc.';
COMMENT ON COLUMN fiche_dimension.ord IS 'Order in the fiche.';
COMMENT ON COLUMN fiche_dimension.why IS 'Why this weight.';
COMMENT ON COLUMN fiche_dimension.normalise IS 'How its indicators are normalised.';
COMMENT ON COLUMN fiche_dimension.scale_low IS 'Lower end of the common scale.';
COMMENT ON COLUMN fiche_dimension.scale_high IS 'Upper end of the common scale.';
COMMENT ON COLUMN fiche_dimension.treat IS 'Outliers before normalising.';
COMMENT ON COLUMN fiche_dimension.aggregate IS 'How its indicators come together.';

COMMENT ON COLUMN fiche_indicator.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_indicator.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN fiche_indicator.ord IS 'Order in the fiche.';
COMMENT ON COLUMN fiche_indicator.role IS 'monitoring (carries weight) or context.';
COMMENT ON COLUMN fiche_indicator.weight IS 'Weight in the fiche, whole points.';
COMMENT ON COLUMN fiche_indicator.core IS 'Units are ranked only when they have all core indicators.';
COMMENT ON COLUMN fiche_indicator.why IS 'Why this weight.';
COMMENT ON COLUMN fiche_indicator.post_low IS 'Goalpost: the value of no marks.';
COMMENT ON COLUMN fiche_indicator.post_high IS 'Goalpost: the value of full marks.';
COMMENT ON COLUMN fiche_indicator.target IS 'normalise target: the value of full marks.';
COMMENT ON COLUMN fiche_indicator.fill_limit_years IS 'Years a value may be carried or bridged; NULL: not over years.';

COMMENT ON COLUMN weight_set.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN weight_set.weight_set IS 'Id of the set.';
COMMENT ON COLUMN weight_set.ord IS 'Order.';
COMMENT ON COLUMN weight_set.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN weight_set.name_en IS 'Name in English.';
COMMENT ON COLUMN weight_set.why IS 'Whose weights they are and why.';

COMMENT ON COLUMN fiche_weight.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN fiche_weight.weight_set IS 'Id of the set.';
COMMENT ON COLUMN fiche_weight.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN fiche_weight.weight IS 'Points of the 100 of the fiche.';

COMMENT ON COLUMN hierarchy.hierarchy IS 'Id of the tree.';
COMMENT ON COLUMN hierarchy.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN hierarchy.name_en IS 'Name in English.';
COMMENT ON COLUMN hierarchy.level IS 'Level of the units it is about.';
COMMENT ON COLUMN hierarchy.basis IS 'What the weights rest on.';

COMMENT ON COLUMN hierarchy_node.hierarchy IS 'Id of the tree.';
COMMENT ON COLUMN hierarchy_node.node IS 'Id of the node; of a service, the fiche.';
COMMENT ON COLUMN hierarchy_node.parent IS 'Node above; NULL at the top.';
COMMENT ON COLUMN hierarchy_node.kind IS 'overall, area, service.';
COMMENT ON COLUMN hierarchy_node.ord IS 'Order in the tree.';
COMMENT ON COLUMN hierarchy_node.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN hierarchy_node.name_en IS 'Name in English.';
COMMENT ON COLUMN hierarchy_node.aggregate IS 'How the children come together: arithmetic, geometric, harmonic.';
COMMENT ON COLUMN hierarchy_node.coverage_threshold IS 'Per cent of weight of the children that must be known.';
COMMENT ON COLUMN hierarchy_node.why IS 'Why this weight.';

COMMENT ON COLUMN effective_weight.weight_set IS 'Id of the set.';
COMMENT ON COLUMN effective_weight.hierarchy IS 'Id of the tree.';
COMMENT ON COLUMN effective_weight.top IS 'Top node the share is of.';
COMMENT ON COLUMN effective_weight.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN effective_weight.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN effective_weight.weight IS 'Points of the 100 of the fiche.';
COMMENT ON COLUMN effective_weight.effective_share IS 'Share in the whole under the top, 0–1.';

COMMENT ON COLUMN label.grp IS 'Group of codes: status, flag, cause, class, header, sheet …';
COMMENT ON COLUMN label.code IS 'Code.';
COMMENT ON COLUMN label.pl IS 'Polish name.';
COMMENT ON COLUMN label.en IS 'English name.';
COMMENT ON COLUMN label.shorthand IS 'Mark for published tables.';
COMMENT ON COLUMN label.explanation_pl IS 'Explanation in Polish.';
COMMENT ON COLUMN label.short_pl IS 'Short form for Polish tables and headings: a sign, or for directions a few words.';
COMMENT ON COLUMN label.explanation_en IS 'Explanation in English.';

COMMENT ON COLUMN service_operation.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN service_operation.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN service_operation.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN service_operation.operates IS 'TRUE, FALSE, or NULL: not known.';
COMMENT ON COLUMN service_operation.basis IS 'Obligation or condition that decides.';

COMMENT ON COLUMN indicator_value.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN indicator_value.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN indicator_value.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN indicator_value.numerator IS 'Σ coefficient·variable of the numerator; NULL when a term is missing.';
COMMENT ON COLUMN indicator_value.denominator IS 'The same of the denominator; NULL for a plain count.';
COMMENT ON COLUMN indicator_value.value IS 'multiplier × numerator / denominator, unrounded.';
COMMENT ON COLUMN indicator_value.cause IS 'Cause of the worst missing term.';
COMMENT ON COLUMN indicator_value.cause_variable IS 'The term that is missing.';
COMMENT ON COLUMN indicator_value.cause_year IS 'Its year.';
COMMENT ON COLUMN indicator_value.flags IS 'Comma-separated flags, see label group flag.';

COMMENT ON COLUMN gap.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN gap.variable IS 'Code of the variable.';
COMMENT ON COLUMN gap.year IS 'Year of the variable.';
COMMENT ON COLUMN gap.cause IS 'Cause of the gap, see label group cause.';
COMMENT ON COLUMN gap.overdue IS 'The expected date has passed.';
COMMENT ON COLUMN gap.source IS 'Source that answers for the variable, NULL: none.';
COMMENT ON COLUMN gap.file IS 'File that has, or should have, the cell.';
COMMENT ON COLUMN gap.sheet IS 'Sheet of the cell.';
COMMENT ON COLUMN gap.cell IS 'Place of the cell, when there is one.';
COMMENT ON COLUMN gap.raw IS 'Text of the cell.';
COMMENT ON COLUMN gap.sign IS 'Attribute beside it.';
COMMENT ON COLUMN gap.indicators IS 'Number of indicators that miss this cell.';
COMMENT ON COLUMN gap.explanation_pl IS 'One sentence, in Polish.';
COMMENT ON COLUMN gap.explanation_en IS 'One sentence, in English.';

COMMENT ON COLUMN score.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN score.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN score.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN score.method IS 'Normalisation and aggregation.';
COMMENT ON COLUMN score.score IS '0–100, NULL unless status is ok.';
COMMENT ON COLUMN score.coverage_weight IS 'Known weight in per cent of what applies, rounded down.';
COMMENT ON COLUMN score.expected_weight IS 'Weight of the indicators that apply.';
COMMENT ON COLUMN score.coverage_count IS 'Known monitoring indicators.';
COMMENT ON COLUMN score.expected_count IS 'Monitoring indicators that apply.';
COMMENT ON COLUMN score.dimensions IS 'Dimensions with a known indicator.';
COMMENT ON COLUMN score.origin IS 'real or synthetic (made up).';

COMMENT ON COLUMN contribution.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN contribution.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN contribution.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN contribution.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN contribution.value IS 'Value after the cap.';
COMMENT ON COLUMN contribution.weight IS 'Weight in the fiche, whole points.';
COMMENT ON COLUMN contribution.contribution IS 'What the indicator adds to the score.';

COMMENT ON COLUMN peer_scheme.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_scheme.version IS 'Version number.';
COMMENT ON COLUMN peer_scheme.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN peer_scheme.name_en IS 'Name in English.';
COMMENT ON COLUMN peer_scheme.explanation_pl IS 'How groups are formed.';

COMMENT ON COLUMN peer_group.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_group.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN peer_group.level IS 'kraj, województwo, powiat, gmina.';
COMMENT ON COLUMN peer_group.name_pl IS 'Name in Polish.';
COMMENT ON COLUMN peer_group.size IS 'Units in the group.';

COMMENT ON COLUMN peer_member.scheme IS 'Peer scheme.';
COMMENT ON COLUMN peer_member.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN peer_member.unit IS 'TERYT code of the unit (unit.teryt).';

COMMENT ON COLUMN group_figure.scheme IS 'Peer scheme.';
COMMENT ON COLUMN group_figure.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN group_figure.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN group_figure.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN group_figure.n IS 'Units with data in the group.';
COMMENT ON COLUMN group_figure.n_group IS 'Units in the group (N).';
COMMENT ON COLUMN group_figure.ratio_of_sums IS 'multiplier × Σ numerator / Σ denominator of the units with data.';
COMMENT ON COLUMN group_figure.total IS 'Sum, for plain counts.';
COMMENT ON COLUMN group_figure.q1 IS 'Lower quartile of the units, type 7.';
COMMENT ON COLUMN group_figure.median IS 'Median of the units.';
COMMENT ON COLUMN group_figure.q3 IS 'Upper quartile of the units.';
COMMENT ON COLUMN group_figure.mean IS 'Unweighted mean of the units.';
COMMENT ON COLUMN group_figure.minimum IS 'Smallest value.';
COMMENT ON COLUMN group_figure.maximum IS 'Largest value.';
COMMENT ON COLUMN group_figure.origin IS 'synthetic when any value in the group is made up.';

COMMENT ON COLUMN comparison.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN comparison.indicator IS 'Code of the indicator card.';
COMMENT ON COLUMN comparison.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN comparison.scheme IS 'Peer scheme.';
COMMENT ON COLUMN comparison.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN comparison.value IS 'Published value of the unit.';
COMMENT ON COLUMN comparison.n IS 'Units with data in the group.';
COMMENT ON COLUMN comparison.change_1_note IS 'Why there is no change on the previous year: break, missing, outside_period, origin.';
COMMENT ON COLUMN comparison.change_5 IS 'Change over five years.';
COMMENT ON COLUMN comparison.change_5_note IS 'Why there is none: break, missing, outside_period, origin.';
COMMENT ON COLUMN comparison.origin IS 'synthetic when the value, its group or an earlier value compared with is made up.';

COMMENT ON COLUMN score_comparison.unit IS 'TERYT code of the unit (unit.teryt).';
COMMENT ON COLUMN score_comparison.fiche IS 'Id of the fiche.';
COMMENT ON COLUMN score_comparison.year IS 'Reference year; a school year t/t+1 is t.';
COMMENT ON COLUMN score_comparison.scheme IS 'Peer scheme.';
COMMENT ON COLUMN score_comparison.grp IS 'Group within the scheme, or group of the label.';
COMMENT ON COLUMN score_comparison.score IS 'Score at one decimal.';
COMMENT ON COLUMN score_comparison.rank IS '1 is the best; NULL: outside the ranking.';
COMMENT ON COLUMN score_comparison.ties IS 'Other units on the same rank (ex aequo).';
COMMENT ON COLUMN score_comparison.n IS 'Ranked units in the group.';
COMMENT ON COLUMN score_comparison.n_group IS 'Units of the group that run the service, or may run it (N).';
COMMENT ON COLUMN score_comparison.percentile IS 'Share of units in a less favourable position, 0–1.';
COMMENT ON COLUMN score_comparison.class IS 'q4 most favourable quarter … q1 least favourable; none.';
COMMENT ON COLUMN score_comparison.median IS 'Median of the ranked scores.';
COMMENT ON COLUMN score_comparison.origin IS 'synthetic when any score of the group is made up.';
