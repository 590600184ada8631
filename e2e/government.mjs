// What administrators, reviewers and leads do, page by page.
import assert from 'node:assert/strict'

/** Makes the first administrator by the link in the data folder and signs them in. */
export async function setUp(person, account) {
  const { name, email, password } = account
  await person.page.goto(await person.portal.setupLink())
  if (person.language === 'en') await person.look()
  else await person.press('[name="switch"]') // the link in the folder is the same for everybody
  await person.fill({ name, email, password })
  await person.press('#setup > .govuk-button')
  await person.signIn(email, password)
}

/** Lets an administrator invite somebody by mail. */
export async function invite(administrator, account) {
  const { email, role, country } = account
  await administrator.visit('/programme/people')
  await administrator.fill({ email, role, country, language: administrator.language })
  await administrator.press('#invite-form > .govuk-button')
}

/** Takes up an invitation and signs in. */
export async function accept(person, account) {
  const { name, email, password } = account
  await person.visit(await person.portal.mail(email))
  await person.fill({ name, password })
  await person.press('#invitation > .govuk-button')
  await person.signIn(email, password)
}

/** Opens a company's submission from the queue. */
export async function open(person, company) {
  await person.visit('/reviews')
  await person.narrow()
  await Promise.all([person.page.waitForEvent('load'), person.page.getByRole('link', { name: company }).click()])
  await person.look()
  return person.rest
}

/** Takes the review in front of the reviewer and declares no conflict of interest. */
export async function take(reviewer) {
  await reviewer.press('#take-form .govuk-button')
  await reviewer.tick('conflict', 'none')
  await reviewer.press('#conflict-form .govuk-button')
}

/** Scores every principle as the portal leads; gives what was scored, `{1: 2, ...}`. */
export async function scoreAll(reviewer, reason) {
  const given = {}
  await reviewer.press('a[href$="/principles/1"]')
  if ((await reviewer.page.locator('#score-form').count()) === 0) await reviewer.press('a[rel=next]')
  while (reviewer.rest.includes('/principles/')) {
    const number = Number(/principles\/(\d+)/.exec(reviewer.rest)[1])
    assert.equal(given[number], undefined, `principle ${number} was asked for twice`)
    given[number] = await score(reviewer, number, reason)
  }
  return given
}

async function score(reviewer, number, reason) {
  const { page } = reviewer
  const subjects = await page
    .locator('.question[id] input[name$=".verdict"][value="confirmed"]')
    .evaluateAll((radios) => radios.map((radio) => radio.name.replace('.verdict', '')))
  for (const subject of subjects) {
    await reviewer.tick(`${subject}.verdict`, 'confirmed')
    await reviewer.tick(`${subject}.known_by`, 'documented')
  }
  const level = number % 5
  await page.locator('#reason').fill(reason)
  await reviewer.tick('score', String(level))
  await reviewer.press('#score-form .save-bar .govuk-button')
  return level
}

export async function finish(reviewer) {
  await reviewer.press('#finish-form .govuk-button')
}

export async function release(lead) {
  await lead.press('#release-form .govuk-button')
}
