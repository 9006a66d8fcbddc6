// Package data embeds the sample workspace, so that a program alone can lay
// it out: the register of units and the real files with their profiles, and
// the made-up files that miernik synth wrote.
package data

import (
	"embed"
	"io/fs"
)

//go:embed miernik.yaml register sources mappings peers gus men mf nid oke local
var files embed.FS

// Files is the sample workspace.
func Files() embed.FS { return files }

// Mappings is the folder of mappings that every workspace starts from.
func Mappings() fs.FS {
	sub, err := fs.Sub(files, "mappings")
	if err != nil {
		panic(err) // embedded
	}
	return sub
}
