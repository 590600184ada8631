package mail

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
)

// A server that takes a message and says nothing leaves us no choice but to send
// it again: once, and so that a mail program knows the second for the first.
func TestACutAfterTheMessageGivesOneDuplicateThatCanBeKnown(t *testing.T) {
	var cut sync.Once
	office := &postOffice{onData: func(c *smtp.Conn) (err error) {
		cut.Do(func() { err = c.Conn().Close() })
		return err
	}}
	office.open(t, nil, false)
	clock := &hands{at: time.Unix(1795460400, 0)}
	o := &box{now: clock.now, marked: make(chan string, 10)}
	o.post(subjectOnly("one"))
	ctx, stop := context.WithCancel(t.Context())
	wake := make(chan struct{})
	var loop sync.WaitGroup
	loop.Go(func() { Deliver(ctx, o, office.mailer(t, nil), clock.now, wake, quiet()) })

	if as := <-o.marked; as != "cut" {
		t.Errorf("first %s", as)
	}
	clock.turn(10 * time.Second)
	wake <- struct{}{}
	if as := <-o.marked; as != "sent" {
		t.Errorf("then %s", as)
	}
	clock.turn(time.Hour)
	wake <- struct{}{}
	stop()
	loop.Wait()

	got := office.messages()
	if len(got) != 2 {
		t.Fatalf("%d copies", len(got))
	}
	first, second := read(t, got[0].raw), read(t, got[1].raw)
	if id := first.header.Get("Message-Id"); id == "" || id != second.header.Get("Message-Id") {
		t.Errorf("they are %s and %s", id, second.header.Get("Message-Id"))
	}
}

func TestTheSameWordsPostedTwiceAreTwoMessages(t *testing.T) {
	folder, dir := newFolder(t)
	clock := &hands{at: time.Unix(1795460400, 0)}
	o := &box{now: clock.now, marked: make(chan string)}
	o.post(Test("en", reader, link))
	o.post(Test("en", reader, link))
	ctx, stop := context.WithCancel(t.Context())
	var loop sync.WaitGroup
	loop.Go(func() { Deliver(ctx, o, folder, clock.now, nil, quiet()) })
	<-o.marked
	<-o.marked
	stop()
	loop.Wait()
	ids := map[string]bool{}
	for _, file := range files(t, dir) {
		ids[read(t, content(t, file)).header.Get("Message-Id")] = true
	}
	if len(ids) != 2 {
		t.Errorf("%d identities", len(ids))
	}
}
