import { Icon } from '../icons.tsx'
import { useText } from '../language.ts'

export function SignedOut() {
  const text = useText()
  return (
    <main class="door">
      <span class="seal">
        <Icon name="bridge" />
      </span>
      <h1>{text.signedOut}</h1>
      <HowToEnter />
    </main>
  )
}

/** How one comes by a link. */
export function HowToEnter() {
  const text = useText()
  return (
    <div class="how">
      <p>{text.signedOutHow}</p>
      <pre>
        <code>npm run staff -- invite &lt;{text.inviteName}&gt; --role officer</code>
      </pre>
      <p>{text.signedOutWait}</p>
    </div>
  )
}
