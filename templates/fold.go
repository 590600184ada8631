package templates

import (
	"html/template"
	syntax "text/template/parse"
)

// fold writes what a page says in every drawing into its text: words without
// arguments, the language, plain addresses. Functions called at each drawing
// cost most of it.
func fold(page *template.Template, lang string) *template.Template {
	if page == nil {
		return nil
	}
	known := funcs(lang)
	for _, t := range page.Templates() {
		if t.Tree != nil {
			foldList(t.Tree.Root, known)
		}
	}
	return page
}

func foldList(list *syntax.ListNode, known template.FuncMap) {
	if list == nil {
		return
	}
	out := list.Nodes[:0]
	for _, n := range list.Nodes {
		switch n := n.(type) {
		case *syntax.IfNode:
			foldBranch(&n.BranchNode, known)
		case *syntax.RangeNode:
			foldBranch(&n.BranchNode, known)
		case *syntax.WithNode:
			foldBranch(&n.BranchNode, known)
		}
		out = appendNode(out, folded(n, known))
	}
	list.Nodes = out
}

func foldBranch(b *syntax.BranchNode, known template.FuncMap) {
	foldList(b.List, known)
	foldList(b.ElseList, known)
}

// appendNode joins text to the text before it.
func appendNode(nodes []syntax.Node, n syntax.Node) []syntax.Node {
	text, ok := n.(*syntax.TextNode)
	if ok && len(nodes) > 0 {
		if before, ok := nodes[len(nodes)-1].(*syntax.TextNode); ok {
			before.Text = append(before.Text[:len(before.Text):len(before.Text)], text.Text...)
			return nodes
		}
	}
	return append(nodes, n)
}

// folded gives the text of an action that says the same in every drawing, as
// it stands between tags and in a quoted attribute; any other node unchanged.
func folded(n syntax.Node, known template.FuncMap) syntax.Node {
	action, ok := n.(*syntax.ActionNode)
	if !ok || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 1 {
		return n
	}
	name, ok := action.Pipe.Cmds[0].Args[0].(*syntax.IdentifierNode)
	if !ok {
		return n
	}
	args, ok := constants(action.Pipe.Cmds[0].Args[1:])
	if !ok {
		return n
	}
	var said string
	switch f := known[name.Ident].(type) {
	case func() string:
		said = f()
	case func(string) string:
		if len(args) != 1 {
			return n
		}
		said = f(args[0].(string))
	case func(string, ...any) string: // words
		if len(args) != 1 {
			return n
		}
		said = f(args[0].(string))
	case func(...any) string: // an address
		said = f(args...)
	default:
		return n
	}
	return &syntax.TextNode{NodeType: syntax.NodeText, Pos: action.Pos, Text: []byte(template.HTMLEscapeString(said))}
}

// constants gives the arguments when all of them are strings.
func constants(nodes []syntax.Node) ([]any, bool) {
	var out []any
	for _, n := range nodes {
		s, ok := n.(*syntax.StringNode)
		if !ok {
			return nil, false
		}
		out = append(out, s.Text)
	}
	return out, true
}
