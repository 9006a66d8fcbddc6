package main

import (
	"github.com/spf13/cobra"

	"miernik/internal/diag"
	"miernik/pipeline"
)

func (a *app) checkCmd() *cobra.Command {
	return &cobra.Command{
		Use: "check", Args: cobra.NoArgs,
		Short: a.t("sprawdź profile, karty i fiszki; niczego nie zapisuje", "check profiles, cards and fiches; writes nothing"),
		RunE: func(*cobra.Command, []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			defs, found := pipeline.LoadDefinitions(ws)
			found = append(found, pipeline.CheckDefinitions(defs)...)
			found.Sort()
			a.findings(found, diag.Info, 0)
			n := found.Count(diag.Error)
			a.say("checked", map[string]any{"variables": len(defs.Catalog.Variables), "cards": len(defs.Catalog.Cards), "fiches": len(defs.Fiches.Fiches), "profiles": len(defs.Profiles), "errors": n},
				"Zmienne: %d, karty: %d, fiszki: %d, profile: %d; błędów: %d", "Variables: %d, cards: %d, fiches: %d, profiles: %d; errors: %d",
				len(defs.Catalog.Variables), len(defs.Catalog.Cards), len(defs.Fiches.Fiches), len(defs.Profiles), n)
			if n > 0 {
				a.code = exitUsage
			}
			return nil
		},
	}
}
