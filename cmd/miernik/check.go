package main

import "github.com/spf13/cobra"

func (a *app) checkCmd() *cobra.Command {
	var source string
	cmd := &cobra.Command{
		Use: a.t("check [PLIK...]", "check [FILE...]"),
		Short: a.t("sprawdź profile, karty i fiszki; z plikiem: co profil w nim znajduje; niczego nie zapisuje",
			"check profiles, cards and fiches; with a file: what its profile finds; writes nothing"),
		Example: "  miernik check -w gmina\n  miernik check -w gmina local/nabor.xlsx\n  miernik check --profile synt-kadry gdzies/kadry.xlsx",
		RunE: func(cmd *cobra.Command, files []string) error {
			ws, err := a.open()
			if err != nil {
				return err
			}
			if source != "" && len(files) == 0 {
				return a.usage("--profile wymaga pliku", "--profile needs a file")
			}
			defs := a.loaded(ws)
			if len(files) == 0 {
				return nil
			}
			return a.checkFiles(cmd.Context(), ws, defs, files, source)
		},
	}
	cmd.Flags().StringVar(&source, "profile", "", a.t("źródło, którego profil sprawdzić na pliku", "source whose profile to test on the file"))
	return cmd
}
