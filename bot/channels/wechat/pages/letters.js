/** Says what has really been on the screen to its end; without it the button below does. */
const form = document.querySelector('form.seen')
const thanks = document.querySelector('.thanks')

if (form && thanks && 'IntersectionObserver' in window) {
  const ends = [...document.querySelectorAll('.end')]
  const unsaid = new Set(ends.map((end) => end.dataset.mark))
  const firstWaitMs = 5_000
  const longestWaitMs = 320_000
  let waitMs = firstWaitMs
  let trying

  const tell = async (mark) => {
    const body = new URLSearchParams({ seen: mark })
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      keepalive: true,
    })
    // The sign-in has run out: opened again, the page is asked for anew, and WeChat with it.
    if (answer.status === 403) return location.reload()
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`)
    waitMs = firstWaitMs
    unsaid.delete(mark)
    form.hidden = unsaid.size === 0
    thanks.hidden = unsaid.size > 0
  }

  const observer = new IntersectionObserver((entries) => {
    if (document.visibilityState !== 'visible') return
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      observer.unobserve(target)
      tell(target.dataset.mark).catch(tryLater)
    }
  })
  const watch = () => {
    clearTimeout(trying)
    trying = undefined
    observer.disconnect()
    for (const end of ends) if (unsaid.has(end.dataset.mark)) observer.observe(end)
  }
  // Without a network it fails at once: it is tried again when there is one, and now and then, for none may be told of.
  const tryLater = () => {
    if (trying !== undefined) return
    trying = setTimeout(watch, waitMs)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
  window.addEventListener('online', watch)
  // A page that was opened behind another one is looked at later.
  document.addEventListener('visibilitychange', watch)
  watch()
}
