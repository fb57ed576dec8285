/** Lets WeChat's script draw its button, and thanks. What was agreed to WeChat tells the office by itself. */
const main = document.querySelector('main')
const show = (state) => {
  for (const words of main.querySelectorAll('[data-when]')) words.hidden = words.dataset.when !== state
}

const { wx } = window
if (wx) {
  wx.config({ ...JSON.parse(main.dataset.config), jsApiList: ['checkJsApi'], openTagList: ['wx-open-subscribe'] })
  wx.error(() => show('failed'))
  // A phone too old for tags of WeChat's: it tells here, and draws nothing.
  document.addEventListener('WeixinOpenTagsError', () => show('failed'))
  for (const tag of document.querySelectorAll('wx-open-subscribe')) {
    tag.addEventListener('ready', () => show(''))
    tag.addEventListener('success', ({ detail }) => {
      // A template each, with what was said to it.
      const isAgreed = /accept/.test(JSON.stringify(detail))
      show(isAgreed ? 'agreed' : 'refused')
    })
    tag.addEventListener('error', () => show('failed'))
  }
} else {
  show('failed')
}
