package mail

import "testing"

func TestEveryProblemHasWordsInBothLanguages(t *testing.T) {
	cases := []struct{ lang, kept, want string }{
		{"en", "refused 550 5.1.1", "The mail server refused the message. (550 5.1.1)"},
		{"fr", "timeout", "Le serveur de courriel a mis trop de temps."},
		{"en", "address", "The address cannot be written to."},
		{"en", "", "The message could not be delivered."},
		{"fr", "<b>something else</b> 1", "Le message n’a pas pu être livré."},
	}
	for _, c := range cases {
		if got := Explain(c.lang, c.kept); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.lang, c.kept, got, c.want)
		}
	}
	for _, key := range []string{"address", "unreachable", "timeout", "cut", "settings", "postponed", "refused", "folder"} {
		if Explain("en", key) == Explain("en", "unknown") {
			t.Errorf("%s has no words", key)
		}
	}
}
