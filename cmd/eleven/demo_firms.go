package main

import (
	"encoding/json"
	"hash/fnv"

	"eleven/db"
	"eleven/forms"
)

// How far a fictional company has come.
type stage int

const (
	started stage = iota
	described
	halfDone
	submitted
	inReview
	finished
	reviewed
)

// firm is a fictional company. Skill is the level it tends to answer.
type firm struct {
	company, country, domain, lang string
	owner, position                string
	team                           bool // has an editor and a viewer too
	services                       []service
}

type service struct {
	name      string
	stage     stage
	depth     forms.Depth
	skill     int
	countries []string
	profile   forms.Profile
}

func profile(size string, traits, conditions []string, users ...string) forms.Profile {
	return forms.Profile{
		Traits: traits, Conditions: conditions, Encrypted: "no", Children: "yes", Size: size, Moderators: "1-2",
		UserCountries: users, ServerCountries: users[:1],
	}
}

// firms are plainly fictional: of five countries, different kinds and states.
var firms = []firm{
	{
		company: "Clear Brook Inc. (fictional)", country: "CA", domain: "clearbrook.example", lang: "en",
		owner: "Ada Brook", position: "Founder", team: true,
		services: []service{
			{
				name: "BrookCall", stage: reviewed, depth: forms.Full, skill: 2, countries: []string{"CA", "UK", "NZ"},
				profile: profile("3-9", []string{"MSG", "LIV"}, []string{"REV", "USR"}, "CA", "US"),
			},
			{
				name: "BrookChat", stage: halfDone, depth: forms.Full, skill: 2,
				profile: profile("3-9", []string{"MSG", "HST", "SRC"}, []string{"REV", "DET", "USR"}, "CA"),
			},
		},
	},
	{
		company: "Lantern Yard Games Pty Ltd (fictional)", country: "AU", domain: "lanternyard.example", lang: "en",
		owner: "Noor Lampkin", position: "Managing director",
		services: []service{{
			name: "Moonlit Keep", stage: submitted, depth: forms.Full, skill: 2, countries: []string{"AU", "NZ"},
			profile: profile("10-49", []string{"GAM", "MSG", "LIV"}, []string{"REV", "PAY", "USR"}, "AU", "NZ", "US"),
		}},
	},
	{
		company: "Kōwhai Cloud Ltd (fictional)", country: "NZ", domain: "kowhaicloud.example", lang: "en",
		owner: "Tama Kōwhai", position: "Chief executive",
		services: []service{{
			name: "Kōwhai Hosting", stage: inReview, depth: forms.Full, skill: 3,
			profile: profile("10-49", []string{"INF"}, []string{"CDN"}, "NZ", "AU"),
		}},
	},
	{
		company: "Tern & Tide Ltd (fictional)", country: "UK", domain: "ternandtide.example", lang: "en",
		owner: "Beth Strand", position: "Director",
		services: []service{{
			name: "Tidings", stage: reviewed, depth: forms.Full, skill: 1, countries: forms.Countries,
			profile: profile("3-9", []string{"DAT", "MSG", "SRC"}, []string{"REV", "USR"}, "UK"),
		}},
	},
	{
		company: "Paper Kite Labs LLC (fictional)", country: "US", domain: "paperkite.example", lang: "en",
		owner: "Jo Papersmith", position: "Co-founder",
		services: []service{{
			name: "Kite Canvas", stage: submitted, depth: forms.Full, skill: 3, countries: []string{"US", "CA"},
			profile: profile("1-2", []string{"GEN"}, []string{"DET", "REV", "USR"}, "US", "CA"),
		}},
	},
	{
		company: "Marmotte Recherche inc. (fictive)", country: "CA", domain: "marmotte.example", lang: "fr",
		owner: "Lou Marmotte", position: "Directrice générale",
		services: []service{{
			name: "Marmotte", stage: submitted, depth: forms.Essentials, skill: 2, countries: forms.Countries,
			profile: profile("3-9", []string{"SRC"}, []string{"REV", "USR"}, "CA", "other"),
		}},
	},
	{
		company: "Harbour Loop Ltd (fictional)", country: "UK", domain: "harbourloop.example", lang: "en",
		owner: "Sam Quay", position: "Chief technology officer",
		services: []service{{
			name: "LoopDrive", stage: finished, depth: forms.Full, skill: 3,
			profile: profile("10-49", []string{"HST"}, []string{"DET", "REV", "USR"}, "UK", "US"),
		}},
	},
	{
		company: "Quill & Ferry Inc. (fictional)", country: "US", domain: "quillferry.example", lang: "en",
		owner: "Dana Ferryman", position: "President",
		services: []service{{
			name: "Ferry Apps", stage: described, depth: forms.Full, skill: 1,
			profile: profile("3-9", []string{"APP"}, []string{"USR"}, "US"),
		}},
	},
	{
		company: "Little Owl Streams Pty Ltd (fictional)", country: "AU", domain: "littleowl.example", lang: "en",
		owner: "Wren Nightly", position: "Founder",
		services: []service{{
			name: "OwlCast", stage: halfDone, depth: forms.Full, skill: 1,
			profile: profile("1-2", []string{"LIV", "MSG"}, []string{"STR", "PAY", "REV", "USR"}, "AU"),
		}},
	},
	{
		company: "Ruisseau Voisin inc. (fictive)", country: "CA", domain: "ruisseauvoisin.example", lang: "fr",
		owner: "Camille Desrosiers-Fictif", position: "Fondatrice",
		services: []service{{name: "Le Babillard", stage: started}},
	},
}

// chance is a steady number for a firm's service and a question.
func chance(parts ...string) int {
	h := fnv.New32a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p + "\x00"))
	}
	return int(h.Sum32() % 1000)
}

func (f firm) say(en, fr string) string {
	if f.lang == "fr" {
		return fr
	}
	return en
}

// answerTo is what a firm says: around its skill, now and then unknown or not
// applicable, with a note here and there.
func (f firm) answerTo(q *forms.Question, s service, pack *forms.Pack) forms.Posted {
	roll := chance(f.domain, s.name, q.ID)
	level := forms.Level(rune('0' + min(max(s.skill+roll%3-1, 0), 4)))
	p := forms.Posted{Question: q.ID, Level: &level}
	switch {
	case roll%29 == 0:
		level = forms.Unknown
	case roll%37 == 0 && !q.Must:
		level = forms.NA
		cause := pack.Causes[0].Code
		reason := f.say("Our service has nothing of the kind in any of its parts.", "Notre service n’a rien de tel dans aucune de ses parties.")
		p.Cause, p.Reason = &cause, &reason
	}
	if note := f.noteOn(roll); note != "" {
		p.Note = &note
	}
	return p
}

func (f firm) noteOn(roll int) string {
	switch {
	case roll%5 == 0:
		return f.say("We wrote this down in spring and one of us looks after it. It covers the main parts of the service; the rest is planned.",
			"Nous l’avons mis par écrit au printemps et l’un de nous s’en occupe. Cela couvre les parties principales du service; le reste est prévu.")
	case roll%7 == 0:
		return f.say("There are only a few of us, so the founder answers for it and a second person stands in during holidays.",
			"Nous sommes peu nombreux\u00a0: la fondatrice en répond et une deuxième personne prend le relais pendant les congés.")
	}
	return ""
}

func (f firm) evidenceFor(q *forms.Question) (forms.Evidence, bool) {
	if chance(f.domain, q.ID, "evidence")%6 != 0 {
		return forms.Evidence{}, false
	}
	return forms.Evidence{
		ID: db.NewID(), Title: f.say("Safety handbook, version 3", "Guide de sécurité, version 3"), Kind: "policy", Date: "2026-03-02",
		Holder: f.say("Trust and safety lead", "Responsable de la sécurité"), Place: f.say("Company wiki, section Safety", "Wiki de l’entreprise, section Sécurité"),
	}, true
}

// scoreOf is what the demo's reviewer thinks of a principle: near the company's
// own view, a step lower where a must-do could not be confirmed.
func (f firm) scoreOf(pack *forms.Pack, t forms.Tailoring, a forms.Assessment, n int) forms.PrincipleReview {
	own := forms.Count(pack, t, a.Answers, a.Depth, nil).Principle(n)
	p := forms.PrincipleReview{Score: forms.Band(own.Low()), Language: "en", Verdicts: map[string]forms.Verdict{}}
	for _, q := range forms.NeedVerdict(t, pack.Principle(n), a.Answers, a.Depth) {
		v := forms.Verdict{Verdict: "confirmed", KnownBy: "documented"}
		if chance(f.domain, q.ID, "verdict")%4 == 0 {
			v = forms.Verdict{Verdict: "cannot-tell", KnownBy: "declared"}
		}
		p.Verdicts[q.ID] = v
	}
	p.Reason = reasons[p.Score]
	return p
}

// reasons are what the demo's reviewers write for each score.
var reasons = []string{
	"Little is in place yet. The notes show good will, and the first steps are small: begin with the missing must-dos.",
	"Somebody does the work, but it rests on one person and nothing is written down. Writing it down would lift this at once.",
	"The main parts are written and owned. What is missing is the rest of the service, and records that show it works.",
	"It works across the service and the records named bear it out. A yearly test would be the next step.",
	"Measured, tested within the year and improved. The records named are dated and clear.",
}

func jsonBytes(v any) ([]byte, error) {
	data, err := json.MarshalIndent(v, "", "  ")
	return append(data, '\n'), err
}
