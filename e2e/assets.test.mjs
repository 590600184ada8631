// What the pages are drawn with: nothing from elsewhere, nothing the content policy forbids, no word of style missing.
import assert from 'node:assert/strict'
import { readFile, readdir } from 'node:fs/promises'
import { describe, test } from 'node:test'

const folder = new URL('../templates/', import.meta.url)
const read = (name) => readFile(new URL(name, folder), 'utf8')

async function pages() {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.html'))
  return Promise.all(names.map(async (name) => ({ name, text: await read(name) })))
}

// Marks for govuk-frontend's script and roots of its components, which have no look of their own.
const unstyled = /^govuk-js-|^govuk-(radios|checkboxes|password-input)$/

/** The classes a template names; a class that is only known when drawn is given up to there, with a `*`. */
function classes(text) {
  const values = [...text.matchAll(/\sclass="((?:\{\{.*?\}\}|[^"{])*)"/g)].map(([, value]) => value)
  return values.flatMap((value) =>
    value
      .replace(/\{\{-?\s*(if|else|end|with|range).*?\}\}/g, ' ')
      .replace(/\{\{.*?\}\}|\[\[.*?\]\]/g, '*')
      .split(/\s+/)
      .filter((name) => name && name !== '*' && !unstyled.test(name))
  )
}

describe('the look', () => {
  test('fetches nothing from anywhere', async () => {
    const css = await read('static/app.css')
    assert.deepEqual([...css.matchAll(/url\([^)]*\)|@import|@font-face/g)].map(([found]) => found), ['url("#hatch")'])
  })

  for (const [name, most] of [['app.css', 150_000], ['app.js', 40_000]]) {
    test(`${name} stays under ${most} bytes and names no map of its source`, async () => {
      const text = await read(`static/${name}`)
      assert.ok(text.length < most, `${text.length} bytes`)
      assert.doesNotMatch(text, /sourceMappingURL/)
    })
  }

  test('every class of a page has a style', async () => {
    const css = (await read('static/app.css')).replaceAll('\\', '')
    const names = new Set(css.match(/\.[a-z][\w!-]*/gi))
    const known = (name) => {
      const [start, ...open] = `.${name}`.split('*')
      return open.length === 0 ? names.has(start) : [...names].some((other) => other.startsWith(start))
    }
    const missing = (await pages()).flatMap(({ name, text }) =>
      classes(text).filter((word) => !known(word)).map((word) => `${name}: ${word}`)
    )
    assert.deepEqual(missing, [])
  })

  test('no page has a style, an event or a script in its text', async () => {
    const found = (await pages()).flatMap(({ name, text }) =>
      [...text.matchAll(/\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)|javascript:/gi)].map(([words]) => `${name}: ${words.trim()}`)
    )
    assert.deepEqual(found, [])
  })
})
