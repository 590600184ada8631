package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strings"

	"github.com/alecthomas/kong"

	"eleven/db"
	"eleven/forms"
	"eleven/handlers"
	"eleven/mail"
)

// version is stamped by the Makefile.
var version = "unknown"

// settings are what every command may be told: a flag wins over the
// environment, the environment over the default.
type settings struct {
	Data     string `default:"./var" env:"ELEVEN_DATA" help:"Data folder." type:"path"`
	Database string `env:"ELEVEN_DATABASE" help:"postgres://... instead of SQLite in the data folder. With a password in it, use the variable: everybody on the machine can read a command line."`

	Addr           string `default:"127.0.0.1:8080" env:"ELEVEN_ADDR" help:"Address to serve on."`
	URL            string `env:"ELEVEN_URL" help:"Public address; heads every link in mail. Default http://ADDR."`
	Migrate        string `default:"yes" enum:"yes,no" env:"ELEVEN_MIGRATE" help:"Bring the database up to date at start (yes, no)."`
	SecretFile     string `env:"ELEVEN_SECRET_FILE" help:"File with the secret that signs forms. Default: secret in the data folder." type:"path"`
	BehindProxy    string `env:"ELEVEN_BEHIND_PROXY" help:"Addresses of proxies whose X-Forwarded-For is believed, separated by commas."`
	OperatorEN     string `env:"ELEVEN_OPERATOR_EN" help:"Who runs the portal, in English."`
	OperatorFR     string `env:"ELEVEN_OPERATOR_FR" help:"Who runs the portal, in French."`
	Contact        string `env:"ELEVEN_CONTACT" help:"E-mail address for questions."`
	Classification string `env:"ELEVEN_CLASSIFICATION" help:"Classification line on documents."`

	SMTPHost     string `name:"smtp-host" env:"ELEVEN_SMTP_HOST" help:"Mail server; without one each message is a file in DATA/mail."`
	SMTPPort     int    `name:"smtp-port" env:"ELEVEN_SMTP_PORT" help:"Its port."`
	SMTPUser     string `name:"smtp-user" env:"ELEVEN_SMTP_USER" help:"User at the mail server."`
	SMTPPassword string `name:"smtp-password" env:"ELEVEN_SMTP_PASSWORD" help:"Password at the mail server. Use the variable: everybody on the machine can read a command line."`
	SMTPFrom     string `name:"smtp-from" env:"ELEVEN_SMTP_FROM" help:"Sender's address."`
	SMTPTLS      string `name:"smtp-tls" default:"required" enum:"required,implicit,none" env:"ELEVEN_SMTP_TLS" help:"required, implicit, or none (loopback only)."`

	LimitSignInAccount int `name:"limit-sign-in-account" env:"ELEVEN_LIMIT_SIGN_IN_ACCOUNT" help:"Failed sign-ins for one account in 15 minutes (10)."`
	LimitSignInAddress int `name:"limit-sign-in-address" env:"ELEVEN_LIMIT_SIGN_IN_ADDRESS" help:"Failed sign-ins from one address in 15 minutes (100)."`
	LimitRegistration  int `env:"ELEVEN_LIMIT_REGISTRATION" help:"Registrations and resets from one address in an hour (30)."`
	LimitMail          int `env:"ELEVEN_LIMIT_MAIL" help:"Letters to one address that others asked for, in an hour (5)."`
	LimitConnections   int `env:"ELEVEN_LIMIT_CONNECTIONS" help:"Connections open at once (12000)."`
	LimitDownloads     int `env:"ELEVEN_LIMIT_DOWNLOADS" help:"Documents for one person in a minute (120)."`

	RetentionMail    int `default:"30" env:"ELEVEN_RETENTION_MAIL" help:"Days that a message is kept, sent or not."`
	RetentionNetwork int `default:"90" env:"ELEVEN_RETENTION_NETWORK" help:"Days that the trail says from where somebody signed in."`
}

type cli struct {
	settings
	Serve   serveCmd   `cmd:"" help:"Serve the portal."`
	Bring   migrateCmd `cmd:"" name:"migrate" help:"Bring the database up to date."`
	Demo    demoCmd    `cmd:"" help:"Fill an empty data folder with fictional companies and people."`
	User    userCmd    `cmd:"" help:"People."`
	Report  reportCmd  `cmd:"" help:"Write an assessment's readiness summary as PDF."`
	Pack    packCmd    `cmd:"" help:"The questionnaire."`
	Routes  routesCmd  `cmd:"" help:"Every address, and who may use it."`
	Version versionCmd `cmd:"" help:"The version."`
}

// surroundings are what a command gets beside its own flags.
type surroundings struct {
	settings
	ctx context.Context
	in  io.Reader
	out io.Writer
	log *slog.Logger
}

// run is the program: it parses the arguments and runs the command. Without a
// command it shows the help.
func run(ctx context.Context, args []string, getenv func(string) string, in io.Reader, out io.Writer) error {
	var c cli
	helped := false
	parser, err := kong.New(&c, kong.Name("eleven"), kong.Writers(out, out), kong.Exit(func(int) { helped = true }),
		kong.Resolvers(environment(getenv)), kong.ValueFormatter(withVariable),
		kong.Description("A portal where small technology companies assess themselves against the Voluntary Principles."))
	if err != nil {
		return err
	}
	for _, flag := range parser.Model.Flags {
		flag.Tag.Envs = nil // getenv alone speaks for the environment
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, err := parser.Parse(args)
	if helped {
		return nil
	}
	if err == nil {
		err = c.check()
	}
	if err != nil {
		return err
	}
	log := slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{ReplaceAttr: inUTC}))
	return command.Run(surroundings{settings: c.settings, ctx: ctx, in: in, out: out, log: log})
}

// inUTC writes the time of a line in the log as the trail has it.
func inUTC(_ []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
		a.Value = slog.TimeValue(a.Value.Time().UTC())
	}
	return a
}

// environment reads settings from ELEVEN_*, through getenv so that a test can
// hand in its own. A variable that is set to nothing counts as not set.
func environment(getenv func(string) string) kong.Resolver {
	return kong.ResolverFunc(func(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
		for _, name := range flag.Envs {
			if value := getenv(name); value != "" {
				return value, nil
			}
		}
		return nil, nil
	})
}

// withVariable is the help of a flag with the variable that stands for it.
func withVariable(v *kong.Value) string {
	if v.Flag == nil || len(v.Flag.Envs) == 0 {
		return v.Help
	}
	return strings.TrimSuffix(v.Help, ".") + " ($" + v.Flag.Envs[0] + ")."
}

// open opens the database of the data folder. With migrate it makes what is
// missing; without, what is missing is an error.
func (s surroundings) open(migrate bool) (*db.DB, error) {
	if migrate {
		if err := s.makeFolder(); err != nil {
			return nil, err
		}
	}
	if _, err := os.Stat(s.Data); err != nil && s.Database == "" {
		return nil, fmt.Errorf("there is no data folder %s; --data says where it is", s.Data)
	}
	d, err := db.Open(s.ctx, db.Options{URL: s.Database, Dir: s.Data, Migrate: migrate})
	if err != nil {
		return nil, err
	}
	if !migrate {
		return d, nil
	}
	return d, d.EnsureRound(s.ctx)
}

// portal is the handlers' configuration.
func (s surroundings) portal(secret []byte, demo []handlers.DemoAccount, wake func()) handlers.Config {
	return handlers.Config{
		URL: s.URL, Operator: forms.Text{EN: s.OperatorEN, FR: s.OperatorFR}, Contact: s.Contact,
		Classification: s.Classification, Secret: secret, TrustedProxies: proxies(s.BehindProxy), Demo: demo,
		Limits: handlers.Limits{
			SignInAccount: s.LimitSignInAccount, SignInAddress: s.LimitSignInAddress,
			Registration: s.LimitRegistration, Mail: s.LimitMail, Downloads: s.LimitDownloads,
		},
		MailDays: s.RetentionMail, NetworkDays: s.RetentionNetwork, Log: s.log, Wake: wake, Ready: s.dropSetupLink,
	}
}

// sender delivers through the mail server, or into the data folder.
func (s surroundings) sender() (mail.Sender, error) {
	if s.SMTPHost == "" {
		return mail.NewFolder(s.file("mail"))
	}
	return mail.NewSMTP(mail.SMTP{
		Host: s.SMTPHost, Port: s.SMTPPort, User: s.SMTPUser, Password: s.SMTPPassword,
		From: mail.From(s.OperatorEN, s.SMTPFrom), TLS: s.SMTPTLS,
	})
}
