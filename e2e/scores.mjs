// The same scores as three readers find them: on the results page, in the readiness summary, and in answers.json. Each
// is `{overall, principles: [{number, low, high, word, level}]}`: no high once submitted, no level before the release.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { say } from './words.mjs'

const words = ['not-started', 'emerging', 'developing', 'established', 'embedded']

/** From the results page in front of the person. Its overall score stands in the headline. */
export async function scoresOnPage({ page, language }) {
  const cells = await page.locator('.chart-table tbody tr').evaluateAll((rows) =>
    rows.map((row) => [...row.children].map((cell) => cell.textContent.trim()))
  )
  const headline = await page.locator('h1').textContent()
  const [low, high] = headline.match(/\d+/g).map(Number)
  const ranged = high !== 100 // "45 of 100" or "45 to 60 of 100"
  return {
    overall: { low, ...(ranged && { high }), word: wordIn(headline, language) },
    principles: cells.map(([title, ...values]) => row(Number.parseInt(title, 10), values, language))
  }
}

function row(number, values, language) {
  const numbers = values.filter((value) => /^\d+$/.test(value)).map(Number)
  const [own, review] = values.filter((value) => /\p{L}/u.test(value))
  if (numbers.length === 0) return { number, low: null, word: null }
  const [low, high] = numbers
  return { number, low, ...(numbers.length > 1 && { high }), word: wordIn(own, language), ...(review && { level: Number(review[0]) }) }
}

/** From the table of numbers in a readiness summary. */
export async function scoresInSummary(path, language, { reviewed = false } = {}) {
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-'], { maxBuffer: 1e7 })
  const table = stdout.slice(stdout.lastIndexOf(say(language, 'report.numbers.title')))
  const lines = table.slice(0, table.search(new RegExp(`^${say(language, 'report.principles.title')}`, 'm'))).split('\n')
  const [total] = say(language, 'report.numbers.total').split(' ')
  const principles = lines.filter((line) => /^ *\d+\. /.test(line)).map((line) => {
    return { number: Number.parseInt(line, 10), ...line_(line.replace(/^ *\d+\. /, ''), language, reviewed) }
  })
  return { overall: line_(lines.find((line) => line.trim().startsWith(total)), language, false), principles }
}

function line_(line, language, reviewed) {
  const found = /(\d+)(?: (?:to|à) (\d+))? +\p{L}/u.exec(line)
  if (!found) return { low: null, word: null }
  const [, low, high] = found
  const level = reviewed && line.trim().split(/ {2,}/).at(-2)
  return { low: Number(low), ...(high && { high: Number(high) }), word: wordIn(line, language), ...(level && { level: Number(level) }) }
}

/** From answers.json, as the two others say it in a language. */
export function scoresInFile({ assessment, scores, review }, language) {
  const drafting = ['draft', 'returned'].includes(assessment.state)
  const one = ({ low, high, word }) => ({
    low,
    ...(drafting && low !== null && high !== low && { high }),
    word: word && say(language, `word.${word.replace(' ', '-')}`)
  })
  const levels = new Map(review?.principles.map(({ number, score }) => [number, score]))
  const principles = scores.principles.map((score) => ({
    number: score.number,
    ...one(score),
    ...(levels.has(score.number) && { level: levels.get(score.number) })
  }))
  return { overall: one(scores.overall), principles }
}

// "en développement" holds no other of the five words, nor does any word hold another.
function wordIn(text, language) {
  return words.map((word) => say(language, `word.${word}`)).find((word) => text.includes(word)) ?? null
}
