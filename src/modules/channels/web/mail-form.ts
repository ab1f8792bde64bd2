import type { MailSetting, MailState } from '../contract.ts';

/** A server as it is written in a form: all of it text. */
export type ServerFields = { readonly isOn: boolean; readonly host: string; readonly port: string; readonly security: 'tls' | 'starttls' | 'none'; readonly user: string; readonly password: string };
/** The form of mail. An empty password leaves the one that is kept. */
export type MailFields = { readonly mailboxes: string; readonly out: ServerFields & { readonly from: string; readonly name: string }; readonly box: ServerFields & { readonly folder: string } };

/** How a mail server is spoken with, in words, and the port that goes with it. */
export const SECURITY_NAMES = { tls: 'Encrypted (TLS)', starttls: 'Encrypted from the first words on (STARTTLS)', none: 'Not encrypted' } as const;
export const USUAL_PORTS = { out: { tls: '465', starttls: '587', none: '25' }, box: { tls: '993', starttls: '143', none: '143' } } as const;

/** The form as it stands. */
export function fieldsOf({ mailboxes, out, box }: MailSetting): MailFields {
  return {
    mailboxes: mailboxes.join('\n'),
    out: { isOn: out !== null, host: out?.host ?? '', port: String(out?.port ?? USUAL_PORTS.out.starttls), security: out?.security ?? 'starttls', user: out?.user ?? '', password: '', from: out?.from ?? '', name: out?.name ?? '' },
    box: { isOn: box !== null, host: box?.host ?? '', port: String(box?.port ?? USUAL_PORTS.box.tls), security: box?.security ?? 'tls', user: box?.user ?? '', password: '', folder: box?.folder ?? 'INBOX' },
  };
}

/** What the form says. */
export function settingOf({ mailboxes, out, box }: MailFields): { setting: MailSetting; outPassword?: string; boxPassword?: string } {
  const server = ({ host, port, security, user }: ServerFields) => ({ host: host.trim(), port: Number(port), security, user: user.trim() === '' ? null : user.trim() });
  return {
    setting: {
      mailboxes: mailboxes.split(/[\s,;]+/).filter((one) => one !== ''), out: out.isOn ? { ...server(out), from: out.from.trim(), name: out.name.trim() } : null,
      box: box.isOn ? { ...server(box), user: box.user.trim(), folder: box.folder.trim() } : null,
    },
    ...(out.password === '' ? {} : { outPassword: out.password }), ...(box.password === '' ? {} : { boxPassword: box.password }),
  };
}

/** How a way of mail fares, in a sentence. */
export function listeningTold({ listening }: Pick<MailState, 'listening'>): string {
  return listening.problem ?? (listening.at === null ? 'Not heard by SMTP: whoever runs Custos names an address with --mail-listen.' : `Heard by SMTP at ${listening.at}.`);
}
export function boxTold({ box }: Pick<MailState, 'box'>): string {
  switch (box.state) {
    case 'off': return 'No mailbox is read.';
    case 'connecting': return 'Opening the mailbox…';
    case 'watching': return 'The mailbox is watched: what comes is here within seconds.';
    case 'away': return `${box.problem ?? 'The mailbox can not be reached.'} It is tried again.`;
    default: return box.state satisfies never;
  }
}
