package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"runtime"
	"strconv"
	"sync"
	"time"

	"github.com/gin-gonic/gin"
	_ "github.com/mattn/go-sqlite3" // registers itself
)

// tables are what a save and a page need, with the portal's indexes for them.
const tables = `
CREATE TABLE IF NOT EXISTS sessions (id TEXT PRIMARY KEY, person TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS assessments (id TEXT PRIMARY KEY, company TEXT NOT NULL, service TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS answers (
  assessment TEXT NOT NULL, question TEXT NOT NULL, revision BIGINT NOT NULL, level TEXT NOT NULL, note TEXT NOT NULL,
  changed_at BIGINT NOT NULL, PRIMARY KEY (assessment, question));
CREATE TABLE IF NOT EXISTS audit (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at BIGINT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS queue (
  country TEXT NOT NULL, submitted_at BIGINT NOT NULL, id TEXT NOT NULL, company TEXT NOT NULL, service TEXT NOT NULL,
  state TEXT NOT NULL, who TEXT NOT NULL, depth TEXT NOT NULL, reviewing TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS queue_covering ON queue (country, submitted_at, id, company, service, state, who, depth, reviewing);`

// The two writes of a save.
const (
	upsert = `
INSERT INTO answers (assessment, question, revision, level, note, changed_at)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (assessment, question) DO UPDATE
SET revision = excluded.revision, level = excluded.level, note = excluded.note, changed_at = excluded.changed_at
WHERE answers.revision = excluded.revision - 1
RETURNING revision`
	trail = "INSERT INTO audit (at, actor, action, object, detail) VALUES (?1, ?2, 'answer.saved', ?3, ?4)"
)

// store is one writing connection and a pool for reading, with the portal's
// durability: WAL and synchronous=FULL.
type store struct {
	reads, writes *sql.DB
	mu            sync.Mutex
	upsert, trail *sql.Stmt
	queue         chan *save
}

func openStore(ctx context.Context, path string) (*store, error) {
	dsn := "file:" + path + "?_journal_mode=WAL&_synchronous=FULL&_foreign_keys=on&_busy_timeout=5000"
	s := &store{queue: make(chan *save)}
	var err error
	if s.writes, err = sql.Open("sqlite3", dsn+"&_txlock=immediate"); err != nil {
		return nil, err
	}
	s.writes.SetMaxOpenConns(1)
	if _, err := s.writes.ExecContext(ctx, tables); err != nil {
		return nil, err
	}
	if s.upsert, err = s.writes.PrepareContext(ctx, upsert); err != nil {
		return nil, err
	}
	if s.trail, err = s.writes.PrepareContext(ctx, trail); err != nil {
		return nil, err
	}
	if s.reads, err = sql.Open("sqlite3", dsn+"&mode=ro&_query_only=1"); err != nil {
		return nil, err
	}
	s.reads.SetMaxOpenConns(8)
	s.reads.SetMaxIdleConns(8)
	go s.commitLoop()
	return s, nil
}

func (s *store) close() {
	_ = s.reads.Close()
	_ = s.writes.Close()
}

// save is one answer on its way to the disk.
type save struct {
	assessment, question, level, note string
	revision                          int64
	err                               error
	done                              chan struct{}
}

// errMoved: somebody saved this revision before.
var errMoved = errors.New("the answer has moved on")

func (s *store) write(t *sql.Tx, a *save) error {
	now := time.Now().Unix()
	var got int64
	err := t.Stmt(s.upsert).QueryRow(a.assessment, a.question, a.revision+1, a.level, a.note, now).Scan(&got)
	if errors.Is(err, sql.ErrNoRows) {
		return errMoved
	}
	if err != nil {
		return err
	}
	_, err = t.Stmt(s.trail).Exec(now, "person", a.assessment, a.question)
	return err
}

// saveAlone is a transaction for each request.
func (s *store) saveAlone(a *save) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.commit([]*save{a})
}

// saveTogether lets one goroutine commit what many ask for.
func (s *store) saveTogether(a *save) error {
	a.done = make(chan struct{})
	s.queue <- a
	<-a.done
	return a.err
}

const most = 128

func (s *store) commitLoop() {
	for a := range s.queue {
		batch := []*save{a}
		runtime.Gosched()
	gather:
		for len(batch) < most {
			select {
			case next := <-s.queue:
				batch = append(batch, next)
			default:
				break gather
			}
		}
		if err := s.commit(batch); err != nil {
			for _, a := range batch {
				a.err = err
			}
		}
		for _, a := range batch {
			close(a.done)
		}
	}
}

func (s *store) commit(batch []*save) error {
	t, err := s.writes.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }()
	for _, a := range batch {
		if a.err = s.write(t, a); a.err != nil && !errors.Is(a.err, errMoved) {
			return a.err
		}
	}
	return t.Commit()
}

// saveHandler answers a form with the saved revision, once it is durable.
func (s *store) saveHandler(keep func(*save) error) gin.HandlerFunc {
	return func(c *gin.Context) {
		r := c.Request
		if err := r.ParseForm(); err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		revision, err := strconv.ParseInt(r.PostForm.Get("revision"), 10, 64)
		if err != nil {
			c.Status(http.StatusBadRequest)
			return
		}
		a := &save{
			assessment: r.PostForm.Get("assessment"), question: r.PostForm.Get("question"), revision: revision,
			level: r.PostForm.Get("level"), note: r.PostForm.Get("note"),
		}
		err = keep(a)
		switch {
		case errors.Is(err, errMoved):
			c.Status(http.StatusConflict)
		case err != nil:
			c.String(http.StatusInternalServerError, err.Error())
		default:
			c.JSON(http.StatusOK, gin.H{"revision": revision + 1})
		}
	}
}

// readBack gives an assessment's answers, for the driver's check at the end.
func (s *store) readBack(c *gin.Context) {
	rows, err := s.reads.QueryContext(c.Request.Context(), "SELECT question, revision, level, note FROM answers WHERE assessment = ?1", c.Param("id"))
	if err != nil {
		c.String(http.StatusInternalServerError, err.Error())
		return
	}
	defer func() { _ = rows.Close() }()
	out := map[string]gin.H{}
	for rows.Next() {
		var question, level, note string
		var revision int64
		if err := rows.Scan(&question, &revision, &level, &note); err != nil {
			c.String(http.StatusInternalServerError, err.Error())
			return
		}
		out[question] = gin.H{"revision": revision, "level": level, "note": note}
	}
	if err := rows.Err(); err != nil {
		c.String(http.StatusInternalServerError, err.Error())
		return
	}
	c.JSON(http.StatusOK, gin.H{"answers": out})
}
