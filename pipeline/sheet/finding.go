package sheet

import (
	"errors"
	"io/fs"

	"miernik/internal/diag"
)

// meanings says what the codes of Error are to somebody who has only the file.
var meanings = map[string]diag.Phrase{
	CodeUnreadable:        {PL: "system nie pozwala go otworzyć", EN: "the operating system refuses it"},
	CodeNotASpreadsheet:   {PL: "to nie jest arkusz ani tabela tekstowa", EN: "it is neither a spreadsheet nor a table in text"},
	CodeUnsupported:       {PL: "tego rodzaju arkusza program nie czyta", EN: "a kind of spreadsheet that is not read here"},
	CodeEncrypted:         {PL: "jest chroniony hasłem", EN: "it is protected by a password"},
	CodeTruncated:         {PL: "kończy się za wcześnie", EN: "it ends too early"},
	CodeDamaged:           {PL: "jest uszkodzony", EN: "it is damaged"},
	CodeZipBomb:           {PL: "po rozpakowaniu byłby podejrzanie duży", EN: "it unpacks to a suspicious size"},
	CodeTooLarge:          {PL: "przekracza dozwolony rozmiar", EN: "it exceeds a limit of size"},
	CodeBadXML:            {PL: "zapis XML jest niepoprawny", EN: "its XML is not well-formed"},
	CodeXMLDepth:          {PL: "zapis XML jest zagnieżdżony zbyt głęboko", EN: "its XML is nested too deeply"},
	CodeXMLDoctype:        {PL: "zawiera DOCTYPE, którego ze względów bezpieczeństwa nie czytamy", EN: "it has a DOCTYPE, which is refused for safety"},
	CodeBadReference:      {PL: "ma adres komórki lub numer, którego nie może mieć", EN: "it has a cell address or number that cannot be"},
	CodeBadCellType:       {PL: "ma komórkę nieznanego typu", EN: "it has a cell of an unknown type"},
	CodeBadEncoding:       {PL: "bajty nie są tekstem w tym kodowaniu znaków", EN: "its bytes are no text in the encoding"},
	CodeUnterminatedQuote: {PL: "pole w cudzysłowie nie ma końca", EN: "a quoted field never ends"},
	CodeMissingPart:       {PL: "brak w nim części, do której się odwołuje", EN: "a part that it names is not in it"},
	CodeMissingSheet:      {PL: "nie ma w nim takiego arkusza", EN: "it has no such sheet"},
	CodeAmbiguousMember:   {PL: "archiwum ma kilka tabel, a żadnej nie wskazano", EN: "the archive has several tables and none was named"},
	CodeBadOption:         {PL: "nie da się go tak odczytać", EN: "it cannot be read that way"},
}

// Meaning is the error in words, in both languages, with the technical detail
// behind it in English.
func (e *Error) Meaning() diag.Phrase {
	p, detail := meanings[e.Code], e.Detail
	if e.Err != nil && detail == "" {
		detail = e.Err.Error()
	}
	if detail == "" {
		return p
	}
	return diag.Phrase{PL: p.PL + " (" + detail + ")", EN: p.EN + " (" + detail + ")"}
}

// Unreadable is the finding that a file cannot be read, at its cell where that
// is known. file is how the file is called in findings.
func Unreadable(file string, err error) diag.Finding {
	if errors.Is(err, fs.ErrNotExist) {
		return diag.New(diag.FileUnreadable, diag.Place{File: file}, diag.Phrase{PL: "nie ma takiego pliku", EN: "there is no such file"})
	}
	var e *Error
	if !errors.As(err, &e) {
		return diag.New(diag.FileUnreadable, diag.Place{File: file}, err.Error())
	}
	return diag.New(diag.FileUnreadable, diag.Place{File: file, Sheet: e.Sheet, Row: e.Row, Col: e.Col}, e.Meaning())
}
