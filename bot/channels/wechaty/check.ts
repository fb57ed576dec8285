import type { ChannelFinding } from '../../message.ts'
import { linkFaultOf } from './failure.ts'
import { type HostAddress, trustOf } from './host-address.ts'
import { within } from './pace.ts'
import { servicePuppet } from './remote-puppet.ts'
import type { Puppet } from './settings.ts'
import { type Ending, isLinkFault, troubleOf } from './trouble.ts'

/** What a try may take, and how long a login is waited for, ms. */
interface Patience {
  startMs: number
  loginMs: number
}

/**
 * Tries a puppet service: whether it can be reached, bears the right certificate, accepts the token, and is logged in to
 * WeChat. Says nothing to anybody there. Does not throw.
 */
export async function checkWechaty(
  address: HostAddress,
  patience: Patience = { startMs: 20_000, loginMs: 3_000 },
): Promise<ChannelFinding[]> {
  let puppet: Puppet
  try {
    puppet = await servicePuppet(address)
  } catch {
    return [{ verdict: 'wrong', note: troubleOf('missing').note }]
  }
  const met = await meet(puppet, patience)
  await within(patience.startMs, puppet.stop()).catch(() => {})
  const trust = trustOf(address)
  const steps: [fault: Ending, well: ChannelFinding][] = [
    ['unreachable', { verdict: 'well', note: 'The puppet service answers at WECHATY_ENDPOINT.' }],
    ['certificate', trust.ca === undefined ? builtIn : { verdict: 'well', note: 'Its certificate is the right one.' }],
    ['token', { verdict: 'well', note: 'It accepts WECHATY_TOKEN.' }],
  ]
  const failed = steps.findIndex(([fault]) => fault === met)
  const findings = steps.slice(0, failed < 0 ? steps.length : failed).map(([, well]) => well)
  if (failed >= 0) return [...findings, { verdict: 'wrong', note: troubleOf(met as Ending).note }]
  return [...findings, logins[met as keyof typeof logins]]
}

const builtIn: ChannelFinding = {
  verdict: 'doubtful',
  note: 'Its certificate is the one that comes with wechaty, of which everybody has the key: good enough on this machine only. Give it one of its own, and WECHATY_CA.',
}

type Met = 'unreachable' | 'certificate' | 'token' | 'busy' | 'logged in' | 'logged out'

const logins: Record<Exclude<Met, 'unreachable' | 'certificate' | 'token'>, ChannelFinding> = {
  'logged in': { verdict: 'well', note: 'WeChat is logged in there.' },
  'logged out': {
    verdict: 'doubtful',
    note: 'WeChat is not logged in there: start the office, its output shows the code to scan.',
  },
  busy: {
    verdict: 'doubtful',
    note: 'Another process listens there already, which is the office when it runs: /health/ready tells whether WeChat is logged in. Otherwise stop that process.',
  },
}

/** How far one comes with it. */
async function meet(puppet: Puppet, { startMs, loginMs }: Patience): Promise<Met> {
  let isHeard = false
  puppet.on('error', () => {})
  puppet.on('heartbeat', () => {
    isHeard = true
  })
  const login = new Promise<Met>((resolve) => puppet.on('login', () => resolve('logged in')))
  const fault = new Promise<Met>((resolve) =>
    puppet.on('reset', ({ data }) => resolve(isLinkFault(data) ? data : 'unreachable')),
  )
  try {
    // A fault does not end the start.
    const started = await within(startMs, Promise.race([fault, puppet.start()]))
    if (started !== undefined) return started
    return await within(loginMs, Promise.race([login, fault]))
  } catch (error) {
    if (isHeard) return 'logged out'
    return puppet.state.active() === true ? 'busy' : linkFaultOf(error)
  }
}
