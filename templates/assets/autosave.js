// Saves a principle's questions as they are answered, and keeps a draft of a reviewer's score. Each question of the
// form is saved by itself, a draft as a whole, and never twice at once; whatever goes wrong, what was typed stays in the
// field and the form's own button still saves it.

const PAUSE = 1500 // ms after the last key before a save
const LONGEST = 4000 // ms of steady typing before a save all the same
const RETRY = 5000 // ms before the first new try; doubled each time
const RETRY_MOST = 60000
const PATIENCE = 15000 // ms before a save is given up as lost
const REASON_LEAST = 10 // characters of a reason; the portal refuses fewer
const KEEPALIVE_MOST = 60000 // bytes; browsers refuse more once the page is gone

/**
 * Starts saving for one form. Its questions are the elements with data-question; one with data-pending came back with
 * what was typed, not saved yet. A form with data-draft is one draft instead. The form's attributes say what to tell:
 * data-offline when the portal cannot be reached, data-incomplete while a choice still lacks its reason.
 */
export function keepSaved(form) {
  const whole = 'draft' in form.dataset
  const questions = whole ? [new Draft(form)] : [...form.querySelectorAll('[data-question]')].map((group) => new Question(form, group))
  let waiting = false
  let leaving = false

  // A save on its way carries the revision the form is about to post; let it land first, or the two would conflict.
  form.addEventListener('submit', async (event) => {
    for (const question of questions) question.pause()
    const underway = questions.map((question) => question.underway).filter(Boolean)
    if (!waiting && underway.length === 0) {
      leaving = true
      return
    }
    event.preventDefault()
    if (waiting) return
    waiting = true
    const { submitter } = event
    await Promise.all(underway)
    waiting = false
    form.requestSubmit(submitter)
  })

  window.addEventListener('beforeunload', (event) => {
    if (!leaving && questions.some((question) => question.atRisk())) event.preventDefault()
  })
  window.addEventListener('pagehide', () => {
    if (!leaving) for (const question of questions) question.save()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && !leaving) for (const question of questions) question.save()
  })
  window.addEventListener('online', () => {
    for (const question of questions) question.save()
  })
  window.addEventListener('pageshow', () => {
    leaving = false
    for (const question of questions) question.resume()
  })
}

class Question {
  constructor(form, group, id = group.dataset.question) {
    this.form = form
    this.id = id
    this.mark = group.querySelector('[data-saved]')
    this.stored = 'pending' in group.dataset ? new Map() : this.fields()
    this.underway = null // the promise of the save on its way, if there is one
    this.paused = false // the form is being sent as a whole
    this.stopped = false // somebody else changed the answer: only the form can settle that
    this.problem = false // the portal did not take what is typed
    this.tries = 0
    this.typingSince = 0
    this.typedAt = 0 // the last key in a text
    this.amid = false // the save came amid typing, where saying the same again would talk over the keys
    group.addEventListener('input', (event) => this.changed(event))
    group.addEventListener('change', (event) => this.changed(event))
    group.addEventListener('focusout', (event) => this.left(event))
    if (this.unsaved()) this.saveIn(PAUSE)
  }

  /** The question's fields as they stand, by name, without the revision. */
  fields() {
    const own = [...new FormData(this.form)].filter(([name]) => name.startsWith(`${this.id}.`))
    return new Map(own.filter(([name]) => name !== `${this.id}.revision`))
  }

  revision() {
    return this.form.elements[`${this.id}.revision`]
  }

  keep(sent) {
    for (const [name, value] of sent) this.stored.set(name, value)
  }

  /** "Does not apply" is not an answer before it has its reason; posting it would only earn an error. */
  incomplete(fields = this.fields()) {
    const given = (name) => fields.get(`${this.id}.${name}`)?.trim() ?? ''
    return given('level') === 'na' && (given('cause') === '' || [...given('reason')].length < REASON_LEAST)
  }

  /** The fields that can be saved now: while the choice lacks its reason, the note alone. */
  savable() {
    const fields = this.fields()
    if (!this.incomplete(fields)) return fields
    const note = `${this.id}.note`
    return new Map(fields.has(note) ? [[note, fields.get(note)]] : [])
  }

  unsaved() {
    return !this.stopped && !this.paused && this.differs(this.savable())
  }

  differs(fields) {
    return [...fields].some(([name, value]) => this.stored.get(name) !== value)
  }

  /** Something here would be lost with the page. */
  atRisk() {
    return this.differs(this.fields()) && (this.stopped || this.problem || this.incomplete())
  }

  changed(event) {
    if (this.incomplete()) this.say(this.form.dataset.incomplete, 'problem')
    if (!this.unsaved()) return
    this.tries = 0
    this.say(null, 'waiting')
    if (!isText(event.target)) {
      this.save()
      return
    }
    if (event.type === 'change') return // comes as the field is left, which saves it too
    const now = Date.now()
    this.typedAt = now
    this.typingSince ||= now
    this.saveIn(Math.min(PAUSE, Math.max(0, this.typingSince + LONGEST - now)))
  }

  left(event) {
    if (event.relatedTarget?.type !== 'submit') this.save()
  }

  saveIn(delay) {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.save(), delay)
  }

  pause() {
    clearTimeout(this.timer)
    this.paused = true
  }

  resume() {
    this.paused = false
  }

  /** Saves what is unsaved, now or as soon as the save on its way has landed. */
  save() {
    clearTimeout(this.timer)
    if (this.underway || !this.unsaved()) return
    this.typingSince = 0
    this.amid = isText(document.activeElement) && Date.now() - this.typedAt < PAUSE
    const sent = this.savable()
    this.underway = this.post(sent)
      .then((reply) => this.landed(reply, sent))
      .catch(() => this.lost(this.form.dataset.offline))
      .finally(() => {
        this.underway = null
      })
  }

  post(fields) {
    const body = new URLSearchParams([...fields])
    const revision = this.revision()
    if (revision) body.set(revision.name, revision.value)
    body.set('token', this.form.elements.token?.value ?? '')
    body.set('autosave', '1')
    const text = body.toString()
    return fetch(this.form.getAttribute('action') || location.href, {
      method: 'POST',
      headers: {
        Accept: 'application/json',
        'Content-Type': 'application/x-www-form-urlencoded',
        'X-Requested-With': 'autosave'
      },
      body: text,
      redirect: 'manual',
      keepalive: text.length < KEEPALIVE_MOST,
      signal: AbortSignal.timeout(PATIENCE)
    })
  }

  async landed(response, sent) {
    const reply = await response.json().catch(() => ({}))
    if (!response.ok) return this.refused(response, reply, sent)
    const saved = reply.saved?.[this.id]
    if (!saved) throw new Error('the reply does not name the question')
    if (this.revision()) this.revision().value = saved.revision
    this.keep(sent)
    this.tries = 0
    const more = this.unsaved()
    if (this.incomplete()) this.say(this.form.dataset.incomplete, 'problem')
    else this.say(saved.text, more ? 'waiting' : 'done')
    if (more) this.saveIn(PAUSE)
  }

  /** The portal answered, but not with yes. What may pass by itself is tried again; the rest waits for a change. */
  refused(response, reply, sent) {
    const passing = response.status === 429 || response.status >= 500
    if (passing) {
      this.lost(reply.message, Number(response.headers.get('Retry-After')) * 1000)
      return
    }
    this.stopped = response.status === 409
    // What the portal caught is shown as it gave it back, unless somebody typed on.
    for (const [name, value] of Object.entries(reply.fields ?? {})) {
      const field = this.form.elements[name]
      if (field?.value === sent.get(name)) field.value = value
    }
    this.say(reply.message ?? this.form.dataset.offline, 'problem')
  }

  /** Nothing reached the portal, or nothing came of it: keep what is typed and try again, later each time. */
  lost(message, wait = 0) {
    this.say(message ?? this.form.dataset.offline, 'problem')
    const delay = Math.max(wait || 0, Math.min(RETRY * 2 ** this.tries, RETRY_MOST))
    this.tries += 1
    if (!this.paused) this.saveIn(delay)
  }

  /** Shows how things stand; a null text keeps the words that are there. */
  say(text, state) {
    if (state !== 'waiting') this.problem = state === 'problem'
    if (!this.mark) return
    // A save within the minute of the last one says the same; browsers read out only what is put in anew.
    const anew = (state === 'done' && !this.amid) || this.mark.textContent !== text
    if (text !== null && anew) this.mark.replaceChildren(text ?? '')
    const problem = state === 'problem' || (state === 'waiting' && this.mark.classList.contains('saved--problem'))
    this.mark.classList.toggle('saved--problem', problem)
    this.mark.classList.toggle('saved--waiting', state === 'waiting' && !problem)
  }
}

/** A whole form of which nothing is final before its own button is pressed; the portal calls it by the field `score`. */
class Draft extends Question {
  constructor(form) {
    super(form, form, 'score')
  }

  fields() {
    return new Map([...new FormData(this.form)].filter(([name]) => name !== 'token'))
  }

  incomplete() {
    return false
  }

  keep(sent) {
    this.stored = sent
  }

  /** A box that is no longer ticked, or a choice of another kind, is missing among the fields. */
  differs(fields) {
    return fields.size !== this.stored.size || super.differs(fields)
  }

  /** What is kept is not saved yet, and never looks as if it were. */
  say(text, state) {
    super.say(text, state)
    if (state === 'done') this.mark?.classList.add('saved--waiting')
  }
}

function isText(field) {
  return field.tagName === 'TEXTAREA' || (field.tagName === 'INPUT' && !['radio', 'checkbox'].includes(field.type))
}
