// What the people of a company do, page by page.
import assert from 'node:assert/strict'

/** Registers a company, confirms the address in the same browser and signs in. `account`: see journey.test.mjs. */
export async function register(person, account) {
  await person.visit('/register')
  await person.narrow()
  const { company, country, name, email, password } = account
  await person.fill({ company, country, name, email, password })
  await person.press('#register .govuk-button:not([type=button])')
  const link = await person.portal.mail(email)
  assert.match(link, new RegExp(`^${person.portal.url}/${person.language}/confirm/`))
  await person.visit(link)
  await person.press('#confirm .govuk-button')
  await person.signIn(email, password)
}

/** Starts an assessment of a service from the list and describes it. */
export async function begin(person, service) {
  await person.fill({ service: service.name })
  await person.press('#main-form .govuk-button')
  const task = person.rest.split('?')[0]
  await person.press('.card a[href$="/profile"]')
  await person.narrow()
  await person.tick('traits', ...service.traits)
  await person.tick('conditions', ...service.conditions)
  await person.tick('encrypted', 'no')
  await person.tick('children', 'yes')
  await person.tick('user_countries', 'CA')
  await person.tick('server_countries', 'CA')
  await person.fill({ size: '3-9', moderators: '1-2', domains: service.domain })
  await person.press('#main-form > .govuk-button')
  return task
}

// A bit of everything, so that must-dos are met, missing, unknown and left out; its length shares no factor with the
// number of questions of a principle, so that the mix differs from one to the next.
const levels = ['3', '2', '4', '1', '2', 'unknown', '3', 'na', '2', '0', '3', '2', '4']

/** Answers every question, principle after principle as the portal leads, beginning with `offset` in the mix. */
export async function answerAll(person, words, offset) {
  let given = offset
  await person.press('main a[href$="?depth=full"]') // the first step would be the essentials
  await person.press('.card a.govuk-button')
  while (person.rest.includes('/principles/')) {
    for (const id of await questions(person.page)) {
      await answer(person.page, id, levels[given % levels.length], given % 7 === 0 ? words.note : '', words.reason)
      given += 1
    }
    await person.press('#main-form > .govuk-button')
  }
  return given - offset
}

function questions(page) {
  return page.locator('[data-question]').evaluateAll((sections) => sections.map((section) => section.dataset.question))
}

async function answer(page, id, level, note, reason) {
  await page.locator(`[name="${id}.level"][value="${level}"]`).check()
  if (level === 'na') {
    await page.locator(`[id="${id}.cause"]`).selectOption({ index: 1 })
    await page.locator(`[id="${id}.reason"]`).fill(reason)
  }
  if (!note) return
  const field = page.locator(`[id="${id}.note"]`)
  if (!(await field.isVisible())) await page.locator(`#${id} > details summary`).click()
  await field.fill(note)
}

/** Goes from the task list over the check to the signed submission. */
export async function submit(person, countries, position) {
  await person.press('.card a[href$="/check"]')
  await person.narrow()
  assert.equal(await person.page.locator('.notice--warn').count(), 0, 'something is left to answer')
  await person.press('a[href$="/submit"]')
  await person.tick('depth', 'full')
  await person.tick('countries', ...countries)
  await person.tick('reviewing_country', countries[0])
  await person.fill({ position })
  await person.tick('attest', 'yes')
  await person.press('#main-form > .govuk-button')
}
