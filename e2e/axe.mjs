// Accessibility as far as a program can see it: WCAG 2.2 A and AA, and axe's own good practice.
// axe itself comes with @axe-core/playwright, whose way around frames is only slow where there are none.
import axe from 'axe-core/axe.min.js'

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds on the page as it stands: one short text, empty when there is nothing. */
export async function accessibilityProblems(page) {
  await page.evaluate(axe.source)
  const violations = await page.evaluate(async (values) => {
    const found = await window.axe.run({ runOnly: { type: 'tag', values }, resultTypes: ['violations'] })
    return found.violations
  }, tags)
  return violations.map(describe).join('\n')
}

function describe({ id, impact, help, nodes }) {
  const places = nodes.slice(0, 5).map(({ target, failureSummary }) => {
    const why = failureSummary.split('\n').slice(1).map((line) => line.trim())
    return `  ${target.join(' ')}: ${why.join('; ')}`
  })
  return [`${id} (${impact}): ${help}, ${nodes.length} times`, ...places].join('\n')
}
