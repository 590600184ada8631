// Recomputes every score of an answers.json from that file alone, without any of the portal's code:
//   node e2e/recompute.mjs answers.json
// prints each number that differs and then ends with 1; what it prints nothing about agrees.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const floors = [
  [90, 'embedded'],
  [70, 'established'],
  [45, 'developing'],
  [20, 'emerging'],
  [0, 'not started']
]
const order = floors.map(([, word]) => word).reverse()

/** The `scores` that the file should hold. */
export function recompute(file) {
  const asked = file.questions.filter((q) => q.applies && (file.assessment.depth === 'full' || q.essential))
  const answered = asked.map((q) => ({ ...q, level: file.answers[q.id]?.level ?? null }))
  const confirmed = confirmedByReview(file.review)
  const { low, high, word, uncapped_word, points, of, na_as_zero } = score(answered, confirmed, 'developing')
  const principles = Array.from({ length: 11 }, (_, i) => {
    const own = score(answered.filter((q) => q.principle === i + 1), confirmed, 'emerging')
    const { low, high, word, uncapped_word, must, must_met, must_na, held_by } = own
    return { number: i + 1, low, high, word, uncapped_word, must, must_met, must_na, held_by }
  })
  return { overall: { low, high, word, uncapped_word, points, of, na_as_zero }, principles }
}

/** Where the file's scores are not the recomputed ones: one short text each, none when all agree or there are none. */
export function differences(file) {
  const weights = file.questions.filter((q) => q.weight !== (q.must ? 2 : 1)).map((q) => `${q.id} weighs ${q.weight}`)
  return file.scores ? [...weights, ...compare('scores', recompute(file), file.scores)] : weights
}

// A reviewer's finding stands once the review is released; before, it is one person's draft.
function confirmedByReview(review) {
  if (review?.state !== 'released') return new Set()
  const verdicts = review.principles.flatMap((principle) => Object.entries(principle.verdicts))
  return new Set(verdicts.filter(([, { verdict }]) => verdict === 'confirmed').map(([id]) => id))
}

function score(questions, confirmed, most) {
  const counting = questions.filter((q) => q.level !== 'na')
  const sum = (list, value) => list.reduce((total, q) => total + q.weight * value(q), 0)
  const points = sum(counting, (q) => known(q.level) ?? 0)
  const best = sum(counting, (q) => known(q.level) ?? 4)
  const of = sum(counting, () => 4)
  const all = sum(questions, () => 4)
  const musts = questions.filter((q) => q.must)
  const missing = musts.filter((q) => (q.level === 'na' ? !confirmed.has(q.id) : (known(q.level) ?? 0) < 2))
  const low = percent(points, of)
  const uncapped = wordFor(low)
  return {
    low,
    high: percent(best, of),
    word: missing.length > 0 ? lower(uncapped, most) : uncapped,
    uncapped_word: uncapped,
    points,
    of,
    na_as_zero: { low: percent(points, all), high: percent(best, all) },
    must: musts.filter((q) => q.level !== 'na').length,
    must_met: musts.filter((q) => (known(q.level) ?? 0) >= 2).length,
    must_na: musts.filter((q) => q.level === 'na').length,
    held_by: missing.map((q) => q.id)
  }
}

function known(level) {
  return Number.isInteger(level) ? level : null
}

/** Whole percent, halves up, in whole numbers all the way; null of nothing. */
function percent(points, of) {
  return of === 0 ? null : Math.floor((200 * points + of) / (2 * of))
}

function wordFor(low) {
  return low === null ? null : floors.find(([floor]) => low >= floor)[1]
}

function lower(word, most) {
  return word === null ? null : order[Math.min(order.indexOf(word), order.indexOf(most))]
}

function compare(path, want, got) {
  if (typeof want !== 'object' || want === null) return want === got ? [] : [`${path} is ${got}, not ${want}`]
  const size = Array.isArray(want) && want.length !== got?.length ? [`${path} has ${got?.length} entries, not ${want.length}`] : []
  return [...size, ...Object.keys(want).flatMap((key) => compare(`${path}.${key}`, want[key], got?.[key]))]
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const found = differences(JSON.parse(readFileSync(process.argv[2], 'utf8')))
  for (const text of found) console.log(text)
  process.exitCode = found.length === 0 ? 0 : 1
}
