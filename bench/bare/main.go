// Command bare is what the portal is measured against: the barest programs
// that do the same durable work. No session, no form token, no permission, no
// guard, no history; everything here is as quick as plain Go makes it.
package main

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"time"

	"github.com/gin-gonic/gin"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "bare:", err)
		stop()
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	addr := flag.String("addr", "127.0.0.1:8081", "address to serve on")
	dir := flag.String("data", ".", "data folder")
	page := flag.Int("page-bytes", 60_000, "size of the questionnaire page")
	queue := flag.Int("queue-bytes", 12_000, "size of the queue page")
	people := flag.Int("people", 0, "fill the data folder with so many people, and stop")
	lines := flag.Int("lines", 0, "with --people: and with so many lines in the queue")
	flag.Parse()
	s, err := openStore(ctx, filepath.Join(*dir, "bare.sqlite"))
	if err != nil {
		return err
	}
	defer s.close()
	if *people > 0 {
		return s.fill(ctx, *people, *lines)
	}
	handler, err := routes(ctx, s, *page, *queue)
	if err != nil {
		return err
	}
	server := &http.Server{Addr: *addr, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	context.AfterFunc(ctx, func() { _ = server.Close() })
	if err := server.ListenAndServe(); ctx.Err() == nil {
		return err
	}
	return nil
}

// routes are the bare programs, one an address.
func routes(ctx context.Context, s *store, pageBytes, queueBytes int) (http.Handler, error) {
	gin.SetMode(gin.ReleaseMode)
	e := gin.New()
	fixed := make([]byte, pageBytes)
	e.GET("/fixed", func(c *gin.Context) { c.Data(http.StatusOK, "text/html; charset=utf-8", fixed) })
	e.POST("/save", s.saveHandler(s.saveAlone))
	e.POST("/save-group", s.saveHandler(s.saveTogether))
	e.GET("/answers/:id", s.readBack)
	e.POST("/sign-in", signIn)
	page, err := s.pageHandler(ctx, pageBytes)
	if err != nil {
		return nil, err
	}
	queue, err := s.queueHandler(ctx, queueBytes)
	if err != nil {
		return nil, err
	}
	e.GET("/page/:id", page)
	e.GET("/queue", queue)
	return e, nil
}
