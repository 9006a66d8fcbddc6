package catalog

import (
	"fmt"
	"regexp"
	"strconv"

	"miernik/indicators"
)

// The blocks of a variable that say where it stands in its source systems.
type (
	bdlDoc struct {
		ID       int    `yaml:"id"`
		Subject  string `yaml:"subject"`
		Verified bool   `yaml:"verified,required"`
	}
	sioDoc struct {
		Form     string `yaml:"form,required"`
		Field    string `yaml:"field"`
		Verified bool   `yaml:"verified,required"`
	}
	examDoc struct {
		Body     string `yaml:"body,required"`
		Table    string `yaml:"table,required"`
		Field    string `yaml:"field"`
		Verified bool   `yaml:"verified,required"`
	}
	formDoc struct {
		Code     string `yaml:"code,required"`
		Section  string `yaml:"section"`
		Field    string `yaml:"field"`
		Verified bool   `yaml:"verified,required"`
	}
	registerDoc struct {
		Name     string `yaml:"name,required"`
		Field    string `yaml:"field"`
		Verified bool   `yaml:"verified,required"`
	}
)

var bdlSubject = regexp.MustCompile(`^P[0-9]{4}$`)

func (c checker) origins(d variableDoc) []indicators.Origin {
	var out []indicators.Origin
	if b := d.BDL; b != nil {
		if b.ID < 0 {
			c.bad("bdl.id", strconv.Itoa(b.ID), "72305")
		}
		if b.Subject != "" && !bdlSubject.MatchString(b.Subject) {
			c.bad("bdl.subject", b.Subject, "P2137")
		}
		out = append(out, indicators.Origin{Kind: indicators.OriginBDL, ID: b.ID, Code: b.Subject, Verified: b.Verified})
	}
	for _, s := range d.SIO {
		out = append(out, indicators.Origin{Kind: indicators.OriginSIO, Code: s.Form, Field: s.Field, Verified: s.Verified})
	}
	for i, e := range d.Exam {
		c.oneOf(fmt.Sprintf("exam[%d].body", i), e.Body, "CKE", "OKE")
		out = append(out, indicators.Origin{Kind: indicators.OriginExam, Code: e.Body, Table: e.Table, Field: e.Field, Verified: e.Verified})
	}
	for _, f := range d.Form {
		out = append(out, indicators.Origin{Kind: indicators.OriginForm, Code: f.Code, Table: f.Section, Field: f.Field, Verified: f.Verified})
	}
	for _, r := range d.Register {
		out = append(out, indicators.Origin{Kind: indicators.OriginRegister, Code: r.Name, Field: r.Field, Verified: r.Verified})
	}
	return out
}
