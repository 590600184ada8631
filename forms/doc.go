// Package forms holds what the portal asks, how an answer is read, and what
// the answers come to. Start here.
//
// A Pack is the questionnaire as data: themes hold principles, principles hold
// questions, and a question has five level sentences (0 to 4) in English and
// French. Load reads a pack and reports every problem at once; Current and
// ByVersion give the released ones.
//
// A company describes its service in a Profile; Tailor says which questions
// apply to it and why the rest do not. It gives an Answer to each. ReadAnswers
// turns posted values into answers, or says what is wrong with them. Guard keeps
// out what the portal must never receive.
//
// Readiness is the only place that computes a score. Plan orders what to do
// next and promises an exact gain. Review holds the reviewers' rules, and
// Assessment the life of one assessment and who may do what to it.
//
// Everything is a pure function of values: no database, no requests, no pages,
// no clock. The same input gives the same output.
package forms
