// The whole way from an empty data folder to a published outcome, as the people who go it see it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openBrowser } from './browser.mjs'
import { answerAll, begin, register, submit } from './company.mjs'
import { accept, finish, invite, open, release, scoreAll, setUp, take } from './government.mjs'
import { Person } from './person.mjs'
import { startPortal } from './portal.mjs'
import { differences } from './recompute.mjs'
import { scoresInFile, scoresInSummary, scoresOnPage } from './scores.mjs'
import { say } from './words.mjs'

const password = 'a heron waits by the weir'

const accounts = {
  administrator: { name: 'Sasha Orderly', email: 'sasha@programme.example', password },
  reviewer: { name: 'Odile Fictive', email: 'odile@government.example', password, role: 'reviewer', country: 'CA' },
  lead: { name: 'Marin Fictive', email: 'marin@government.example', password, role: 'lead', country: 'CA' },
  company: { company: 'Reed Bend Inc. (fictional)', country: 'CA', name: 'Ada Reed', email: 'ada@reedbend.example', password }
}

const texts = {
  en: {
    position: 'Founder',
    note: 'We wrote this down in spring, and one of us looks after it.',
    reason: 'Our service has nothing of the kind in any of its parts.',
    judgement: 'The main parts are written and owned; records are still to come.'
  },
  fr: {
    position: 'Fondatrice',
    note: 'Nous l’avons mis par écrit au printemps, et l’une de nous s’en occupe.',
    reason: 'Notre service n’a rien de tel dans aucune de ses parties.',
    judgement: 'L’essentiel est écrit et confié à quelqu’un; il manque encore des registres.'
  }
}

const chat = { name: 'ReedTalk', domain: 'reedbend.example', traits: ['MSG', 'LIV'], conditions: ['REV', 'USR'] }
const host = { name: 'ReedBox', domain: 'reedbend.example', traits: ['INF'], conditions: ['CDN'] }

const runs = [
  { language: 'en', javaScript: true, service: host, offset: 0 },
  { language: 'fr', javaScript: true, service: host, offset: 5 },
  { language: 'en', javaScript: false, service: host, offset: 3 },
  { language: 'fr', javaScript: false, service: chat, offset: 8 }
]

describe('the journey', { concurrency: 2 }, () => {
  let browser

  before(async () => {
    browser = await openBrowser()
  })

  after(() => browser?.close())

  for (const run of runs) {
    const name = `from an empty folder to a released review in ${run.language}, ${run.javaScript ? 'with' : 'without'} JavaScript`
    test(name, async () => {
      const portal = await startPortal()
      try {
        await travel({ ...run, portal, arrive: () => Person.arrive(browser, portal, run) })
      } finally {
        await portal.stop()
      }
    })
  }
})

async function travel(run) {
  const { reviewer, lead } = await governments(run)
  const owner = await run.arrive()
  const task = await assess(owner, run)
  await judge(reviewer, task, owner, run)
  await open(lead, accounts.company.company)
  await release(lead)
  agree(await lead.json(), 'reviewed', 'the lead’s copy after the release')
  agree(await reviewer.json(), 'reviewed', 'the reviewer’s copy after the release')
  await outcome(owner, task, run)
  for (const person of [reviewer, lead, owner]) await person.leave()
}

/** The first administrator invites a reviewer and a lead by mail, who accept. */
async function governments({ arrive }) {
  const administrator = await arrive()
  await setUp(administrator, accounts.administrator)
  const people = {}
  for (const role of ['reviewer', 'lead']) {
    await invite(administrator, accounts[role])
    people[role] = await arrive()
    await accept(people[role], accounts[role])
  }
  await administrator.leave()
  return people
}

/** The company registers, answers and submits; gives the address of its task list. */
async function assess(owner, { portal, language, service, offset }) {
  await register(owner, accounts.company)
  const task = await begin(owner, service)
  await owner.narrow()
  const given = await answerAll(owner, texts[language], offset)
  const draft = await owner.json()
  assert.equal(given, draft.questions.filter(({ applies }) => applies).length, 'questions answered')
  agree(draft, 'draft', 'the draft')
  await same(owner, task, draft)
  await owner.visit(task)
  await submit(owner, ['CA', 'UK'], texts[language].position)
  const { subject, text } = await portal.letter(accounts.company.email)
  assert.equal(subject, say(language, 'mail.submitted.subject', service.name))
  assert.ok(text.includes(`${portal.url}/${language}${task}/results`), text)
  agree(await owner.json(), 'submitted', 'the submitted copy')
  return task
}

/** The reviewer takes the submission and scores it; only then its scores stand in the download. */
async function judge(reviewer, task, owner, { language }) {
  await open(reviewer, accounts.company.company)
  assert.equal((await reviewer.json()).scores, undefined, 'scores before the reviewer’s own')
  await take(reviewer)
  const given = await scoreAll(reviewer, texts[language].judgement)
  const copy = await reviewer.json()
  agree(copy, 'submitted', 'the reviewer’s copy')
  assert.deepEqual(Object.fromEntries(copy.review.principles.map(({ number, score }) => [number, score])), given)
  await finish(reviewer)
  await reviewer.narrow()
  await owner.visit(task)
  assert.equal((await owner.json()).review, undefined, 'the review before its release')
}

/** The company follows the mail to the outcome and finds one result wherever it looks. */
async function outcome(owner, task, { portal, language }) {
  const link = await portal.mail(accounts.company.email)
  assert.equal(link, `${portal.url}/${language}${task}/results`)
  await owner.visit(link)
  await owner.narrow()
  assert.match(await owner.page.locator('main').textContent(), new RegExp(texts[language].judgement))
  const file = await owner.json()
  agree(file, 'reviewed', 'the company’s copy after the release')
  await same(owner, task, file)
}

function agree(file, state, what) {
  assert.equal(file.assessment.state, state, what)
  assert.notEqual(file.scores, undefined, what)
  assert.deepEqual(differences(file), [], what)
}

/** Page, summary and file say the same. */
async function same(owner, task, file) {
  await owner.visit(`${task}/results`)
  const wanted = scoresInFile(file, owner.language)
  assert.deepEqual(narrowed(await scoresOnPage(owner)), wanted, 'on the page')
  const summary = await owner.download('a[href$="/summary.pdf"]')
  assert.match(summary.name, /\.pdf$/)
  const reviewed = file.assessment.state === 'reviewed'
  assert.deepEqual(await scoresInSummary(summary.path, owner.language, { reviewed }), wanted, 'in the summary')
}

// The page's table repeats the low score as the high one where nothing is open.
function narrowed(scores) {
  for (const one of [scores.overall, ...scores.principles]) if (one.high === one.low) delete one.high
  return scores
}
