package main

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
)

// fill makes so many people with an answered assessment each, and so many
// lines in the queue. Person 7 has the session, the assessment and the id "7".
func (s *store) fill(ctx context.Context, people, lines int) error {
	t, err := s.writes.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	for i := range people {
		if err := fillPerson(ctx, t, strconv.Itoa(i)); err != nil {
			return err
		}
	}
	add, err := t.PrepareContext(ctx, `
INSERT INTO queue (country, submitted_at, id, company, service, state, who, depth, reviewing)
VALUES ('UK', ?1, ?2, ?3, ?4, 'waiting', 'nobody yet', 'full', 'UK')`)
	if err != nil {
		return err
	}
	defer func() { _ = add.Close() }()
	for i := range lines {
		_, err := add.ExecContext(ctx, 1_700_000_000+i/3, fmt.Sprintf("submission%016d", i), "Fictional Company "+strconv.Itoa(i%64), "Service "+strconv.Itoa(i))
		if err != nil {
			return err
		}
	}
	return t.Commit()
}

func fillPerson(ctx context.Context, t *sql.Tx, id string) error {
	if _, err := t.ExecContext(ctx, "INSERT INTO sessions (id, person) VALUES (?1, ?2)", id, "Person "+id); err != nil {
		return err
	}
	if _, err := t.ExecContext(ctx, "INSERT INTO assessments (id, company, service) VALUES (?1, ?2, ?3)", id, "Fictional Company "+id, "Service "+id); err != nil {
		return err
	}
	for n := range allQuestions {
		question := fmt.Sprintf("p%02d-q%02d", n/questions+1, n%questions+1)
		_, err := t.ExecContext(ctx, `
INSERT INTO answers (assessment, question, revision, level, note, changed_at)
VALUES (?1, ?2, 1, '2', 'We write it down, and a named person looks after it.', 1700000000)`, id, question)
		if err != nil {
			return err
		}
	}
	return nil
}

// allQuestions are as many answers as a whole assessment has.
const allQuestions = 90
