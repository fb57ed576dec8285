/** Says what has really been on the screen to its end; without it the button below does. */
const form = document.querySelector('form')
const thanks = document.querySelector('.thanks')

if (form && thanks && 'IntersectionObserver' in window) {
  const unsaid = new Set([...document.querySelectorAll('.end')].map((end) => end.dataset.mark))

  const tell = async (mark) => {
    const body = new URLSearchParams({ seen: mark })
    const answer = await fetch(form.action, {
      method: 'POST',
      body,
      headers: { accept: 'application/json' },
      keepalive: true,
    })
    if (!answer.ok) return
    unsaid.delete(mark)
    form.hidden = unsaid.size === 0
    thanks.hidden = unsaid.size > 0
  }

  const observer = new IntersectionObserver((entries) => {
    if (document.visibilityState !== 'visible') return
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      observer.unobserve(target)
      tell(target.dataset.mark).catch(() => observer.observe(target))
    }
  })
  const watch = () => {
    observer.disconnect()
    for (const end of document.querySelectorAll('.end')) if (unsaid.has(end.dataset.mark)) observer.observe(end)
  }
  // A page that was opened behind another one is looked at later.
  document.addEventListener('visibilitychange', watch)
  watch()
}
