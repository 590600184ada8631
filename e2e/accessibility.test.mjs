// Every page that anybody can reach, in both languages, and the pages of things gone wrong: no violation that axe
// knows, nothing wider than 320 pixels, no error in the console, no word of the other language.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { openBrowser } from './browser.mjs'
import { invite } from './government.mjs'
import { Person } from './person.mjs'
import { routes, startPortal } from './portal.mjs'
import { Tour } from './tour.mjs'
import { say } from './words.mjs'

const owner = 'owner@clearbrook.example'

const people = [
  { who: 'an owner', email: owner },
  { who: 'an editor', email: 'editor@clearbrook.example' },
  { who: 'a viewer', email: 'viewer@clearbrook.example' },
  { who: 'a reviewer', email: 'reviewer.nz@government.example' },
  { who: 'a lead', email: 'lead.uk@government.example' },
  { who: 'an administrator', email: 'administrator@programme.example' },
  { who: 'an auditor', email: 'auditor@programme.example' }
]

const sent = ['/register/sent', '/password/sent']

/** Where no link leads: what the button of a form opens, and the page that tells others that only an owner submits. */
const unlinked = (role) => [...sent, '/assessments/{id}/evidence/{question}', ...(role === 'owner' ? [] : ['/assessments/{id}/submit'])]

describe('accessibility', { concurrency: 2 }, () => {
  for (const language of ['en', 'fr']) inOneLanguage(language)
})

function inOneLanguage(language) {
  describe(`every page in ${language}`, () => {
    const tour = new Tour()
    let portal, browser, accounts

    before(async () => {
      portal = await startPortal({ demo: true })
      browser = await openBrowser()
      accounts = await portal.accounts()
    })

    after(async () => {
      await browser?.close()
      await portal?.stop()
    })

    /** Lets somebody do `what`, signed in when there is an address, and says what the tour found wrong meanwhile. */
    async function as(email, what) {
      const person = await Person.arrive(browser, portal, { language })
      await person.visit('')
      if (email) await person.signIn(email, password(email))
      await what(person)
      await person.leave()
      assert.deepEqual(tour.problems.splice(0), [])
    }

    const password = (email) => accounts.find((account) => account.email === email).password

    /** Expects that links led to every page that a role may open and others may not, but for those behind mail. */
    async function sawAll(role, seen) {
      const own = (await routes()).filter(({ roles }) => roles.includes(role) && roles.includes('visitor') === (role === 'visitor'))
      const pages = own.filter(({ method, path }) => method === 'GET' && path.startsWith(`/${language}`)).map(({ path }) => path.slice(3))
      const reached = [...seen, ...unlinked(role)]
      const missing = pages.filter((kind) => !reached.includes(kind) && !/\{token}|\.(pdf|json)$/.test(kind))
      assert.deepEqual(missing, [], 'linked from nowhere')
    }

    test('a visitor walks through all there is', () =>
      as('', async (person) => sawAll('visitor', await tour.walkPublic(person, sent))))

    for (const { who, email } of people) {
      test(`${who} walks through all there is`, () =>
        as(email, async (person) => {
          const { role } = accounts.find((account) => account.email === email)
          await sawAll(role, await tour.walk(person))
        }))
    }

    test('the quick check and its result', () =>
      as('', async (person) => {
        await person.visit('/quick-check')
        await answerQuickly(person.page)
        await person.press('#quick-check > .govuk-button')
        await tour.examine(person)
        await person.press('form[action$="/register"] .govuk-button')
        await tour.examine(person)
      }))

    test('the pages behind the links in mail', () =>
      as('', async (person) => {
        const email = `new.${language}@reedbend.example`
        await register(person, email)
        const confirmation = await portal.mail(email)
        await person.visit(confirmation)
        await tour.examine(person)
        await person.page.context().clearCookies() // as in another browser
        await person.visit(confirmation)
        await person.press('#confirm > .govuk-button', 422)
        await tour.examine(person)
        await person.visit('/password')
        await person.fill({ email: owner })
        await person.press('#password-link > .govuk-button')
        // The message is in the owner's own language, which need not be this one.
        await sendEmpty(person, tour, (await portal.mail(owner)).replace('/en/', `/${language}/`), '#new-password > .govuk-button')
        await person.signIn('administrator@programme.example', password('administrator@programme.example'))
        await invite(person, { email: 'new@government.example', role: 'lead', country: 'NZ' })
        await tour.examine(person)
        await sendEmpty(person, tour, await portal.mail('new@government.example'), '#invitation > .govuk-button')
      }))

    test('the first steps of an empty folder', async () => {
      const empty = await startPortal()
      const person = await Person.arrive(browser, empty, { language })
      await sendEmpty(person, tour, (await empty.setupLink()).replace('/en/', `/${language}/`), '#setup > .govuk-button')
      await person.leave()
      await empty.stop()
      assert.deepEqual(tour.problems.splice(0), [])
    })

    test('what nothing stands behind, and forms that a visitor sends empty', () =>
      as('', async (person) => {
        for (const rest of ['/nowhere', '/principles/12', '/confirm/x', '/password/x', '/invitation/x', '/setup/x']) {
          await person.visit(rest, 404)
          await tour.examine(person)
        }
        await sendEmpty(person, tour, '/quick-check', '#quick-check > .govuk-button')
        await sendEmpty(person, tour, '/register', '#register > .govuk-button')
        await sendEmpty(person, tour, '/sign-in', '#sign-in > .govuk-button')
        await sendEmpty(person, tour, '/password', '#password-link > .govuk-button')
      }))

    test('forms that an owner sends empty', () =>
      as(owner, async (person) => {
        await sendEmpty(person, tour, '/assessments', '#main-form > .govuk-button')
        await sendEmpty(person, tour, '/account', '#account > .govuk-button')
        await sendEmpty(person, tour, '/account', 'form[action$="/account/password"] > .govuk-button')
        const draft = await addressOf(person, '.status--draft')
        for (const rest of ['/profile', '/evidence/p01-q01', '/submit']) {
          await sendEmpty(person, tour, draft + rest, '#main-form > .govuk-button')
        }
      }))

    test('forms that an administrator and a reviewer send empty', async () => {
      await as('administrator@programme.example', (person) =>
        sendEmpty(person, tour, '/programme/people', '#invite-form > .govuk-button')
      )
      await as('reviewer.nz@government.example', async (person) => {
        const review = await openReview(person, say(language, 'review.state.scoring'))
        await sendEmpty(person, tour, review, '#conflict-form .govuk-button')
        await sendEmpty(person, tour, `${review}/principles/8`, '.save-bar .govuk-button')
      })
    })

    test('a record with a long address, removed and about to be put back', () =>
      as(owner, async (person) => {
        const draft = await addressOf(person, '.status--draft')
        await person.visit(`${draft}/evidence/p01-q01`)
        await person.fill({ title: 'x', kind: 'policy', date: '2026-03-02', holder: 'x', place: 'x'.repeat(150) })
        await person.fill({ link: `https://clearbrook.example/${'a-long-address/'.repeat(12)}` })
        await person.press('#main-form > .govuk-button')
        await tour.examine(person)
        await person.visit(`${draft}/principles/1`)
        await tour.examine(person)
        await person.visit(`${draft}/check`)
        await tour.examine(person)
        await person.visit(`${draft}/evidence/p01-q01`)
        await person.press('.records form .linkish')
        await tour.examine(person)
      }))

    test('an answer without its reason, one that the guard stops, and one that somebody else changed', () =>
      as(owner, async (person) => {
        const { page } = person
        await person.visit(`${await addressOf(person, '.status--draft')}/principles/11`)
        await page.locator('[name="p11-q01.level"][value=na]').check()
        await person.press('#main-form > .govuk-button', 422)
        await tour.examine(person)
        await page.locator('[name="p11-q01.level"][value="1"]').check()
        await note(page, 'p11-q01').fill('See www.fictional.example for more.')
        await person.press('#main-form > .govuk-button', 422)
        assert.equal(await page.locator('.stop').count(), 1)
        await tour.examine(person)
        await changeMeanwhile(person, 'p11-q01', 'A colleague’s.')
        await note(page, 'p11-q01').fill('Mine.')
        await person.press('#main-form > .govuk-button', 409)
        await tour.examine(person)
      }))

    test('a form whose session has ended, and a form of an assessment that is handed in', () =>
      as(owner, async (person) => {
        const { page } = person
        const done = await addressOf(person, '.status--reviewed')
        await person.visit(`${await addressOf(person, '.status--draft')}/evidence/p02-q01`)
        const elsewhere = `/${language}${done}/evidence/p02-q01`
        await page.locator('#main-form').evaluate((form, address) => form.setAttribute('action', address), elsewhere)
        await person.press('#main-form > .govuk-button', 409)
        await tour.examine(person)
        await person.visit('/account')
        await page.context().clearCookies()
        await person.press('#account > .govuk-button', 401)
        await tour.examine(person)
      }))
  })
}

async function register(person, email) {
  await person.visit('/register')
  await person.fill({ company: 'Reed Bend (fictional)', country: 'NZ', name: 'Ada Reed', email, password: 'a heron waits by the weir' })
  await person.press('#register > .govuk-button')
}

/** Sends a form without anything typed or ticked, and looks at what comes back. */
async function sendEmpty(person, tour, rest, button) {
  await person.visit(rest)
  await person.page.locator(button).first().evaluate(({ form }) => {
    for (const details of document.querySelectorAll('details')) details.open = true
    for (const field of form.querySelectorAll('input:not([type=hidden]), textarea, select')) {
      if (['checkbox', 'radio'].includes(field.type)) field.checked = false
      else field.value = ''
    }
  })
  await person.press(button, 422)
  await tour.examine(person)
}

/** The first question at level 0, one that does not exist here, and the others in between. */
async function answerQuickly(page) {
  const names = await page.locator('#quick-check input[value="0"]').evaluateAll((radios) => radios.map(({ name }) => name))
  const values = ['0', 'na', 'unknown', '1', '2', '3', '4']
  for (const [i, name] of names.entries()) await page.locator(`[name="${name}"][value="${values[i % values.length]}"]`).check()
}

/** The address of the first assessment in the list that bears a mark. */
async function addressOf(person, mark) {
  await person.visit('/assessments')
  const row = person.page.locator('.govuk-task-list__item', { has: person.page.locator(mark) })
  const href = await row.first().locator('a').getAttribute('href')
  return href.slice(3)
}

/** The address of the first review that stands so. */
async function openReview(person, state) {
  await person.visit('/reviews')
  const href = await person.page.locator('tr', { hasText: state }).first().locator('a').getAttribute('href')
  return href.slice(3)
}

function note(page, question) {
  return page.locator(`[id="${question}.note"]`)
}

/** Another tab of the same person saves a note of its own. */
async function changeMeanwhile({ page }, question, text) {
  const tab = await page.context().newPage()
  await tab.goto(page.url())
  const field = note(tab, question)
  if (!(await field.isVisible())) await tab.locator(`#${question} > details summary`).click()
  await field.fill(text)
  await Promise.all([tab.waitForEvent('load'), tab.locator('#main-form > .govuk-button').click()])
  await tab.close()
}
