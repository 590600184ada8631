// The portal's words, read from the files it is built with, to find things by what they say and to notice a word of
// the wrong language.
import { readFileSync, readdirSync } from 'node:fs'

const folder = new URL('../i18n/words/', import.meta.url)
const text = /"(?:[^"\\]|\\.)*"/
const pair = new RegExp(`("?[\\w+./-]+"?): (${text.source})`, 'g')

const words = { en: read('en'), fr: read('fr') }

/** The words of a key, `{{.a}}` and `{{.b}}` filled in turn; an error when there is no such key. */
export function say(language, key, ...given) {
  const found = words[language].get(key)
  if (found === undefined) throw new Error(`no words for ${key} in ${language}`)
  return found.replace(/\{\{\.([a-d])\}\}/g, (_, place) => given[place.charCodeAt(0) - 97])
}

/** The language that is not this one. */
export function other(language) {
  return language === 'en' ? 'fr' : 'en'
}

/** Pieces of the other language's words, of two words or more, that no page of this language may hold. */
export function foreign(language) {
  const own = [...words[language].values()].map(plain)
  const pieces = new Set([...words[other(language)].values()].flatMap((value) => value.split(/\{\{.*?\}\}/).map(plain)))
  return [...pieces].filter((piece) => piece.length > 9 && piece.includes(' ') && !own.some((value) => value.includes(piece)))
}

/** A text with every run of white space as one plain space. */
export function plain(value) {
  return value.replace(/\s+/g, ' ').trim()
}

function read(language) {
  const found = new Map()
  for (const name of readdirSync(folder).filter((name) => name.endsWith(`.${language}.yaml`))) {
    readLines(readFileSync(new URL(name, folder), 'utf8'), found)
  }
  return found
}

// These files use little of YAML: nested keys by indentation, quoted texts, and {one: "…", other: "…"} on a line.
function readLines(source, found) {
  const above = []
  for (const line of source.split('\n').filter((line) => line.trim() && !line.trim().startsWith('#'))) {
    const [, indent, name, rest] = /^( *)("?[^":]+"?):\s*(.*)$/.exec(line)
    above.length = indent.length / 2
    above.push(name.replaceAll('"', ''))
    const key = above.join('.')
    if (rest.startsWith('"')) found.set(key, JSON.parse(text.exec(rest)[0]))
    for (const [, inner, value] of rest.startsWith('{') ? rest.matchAll(pair) : []) {
      found.set(`${key}.${inner.replaceAll('"', '')}`, JSON.parse(value))
    }
  }
}
