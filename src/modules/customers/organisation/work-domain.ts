/** Where anybody may have an address: that two people do says nothing about where they work. Source: the providers' own sign-up pages. */
const PUBLIC: ReadonlySet<string> = new Set([
  'gmail.com', 'icloud.com', 'me.com', 'mac.com', 'privaterelay.appleid.com', 'msn.com', 'passport.com', 'aol.com', 'aim.com', 'ymail.com', 'rocketmail.com', 'proton.me', 'protonmail.com', 'protonmail.ch', 'tuta.com', 'tutanota.com', 'tutanota.de', 'tutamail.com',
  'fastmail.com', 'fastmail.fm', 'hey.com', 'hushmail.com', 'mail.com', 'email.com', 'usa.com', 'zoho.com', 'zohomail.com', 'zohomail.eu', 'runbox.com', 'posteo.de', 'posteo.net', 'mailbox.org', 'startmail.com', 'kolabnow.com', 'migadu.com', 'duck.com', 'mozmail.com',
  'anonaddy.com', 'simplelogin.com', 'inbox.com', 'inbox.lv', 'yandex.com', 'yandex.ru', 'ya.ru', 'mail.ru', 'bk.ru', 'list.ru', 'inbox.ru', 'rambler.ru', 'ukr.net', 'qq.com', 'foxmail.com', '163.com', '126.com', 'yeah.net', 'sina.com', 'sohu.com', 'aliyun.com',
  'naver.com', 'daum.net', 'hanmail.net', 'rediffmail.com', 'gmx.de', 'gmx.net', 'gmx.at', 'gmx.ch', 'gmx.com', 'web.de', 'freenet.de', 't-online.de', 'arcor.de', 'vodafone.de', 'o2online.de', 'bluewin.ch', 'hispeed.ch', 'aon.at', 'chello.at', 'a1.net',
  'free.fr', 'orange.fr', 'wanadoo.fr', 'laposte.net', 'sfr.fr', 'neuf.fr', 'bbox.fr', 'libero.it', 'virgilio.it', 'alice.it', 'tiscali.it', 'tin.it', 'telefonica.net', 'terra.es', 'terra.com.br', 'uol.com.br', 'bol.com.br', 'ig.com.br', 'sapo.pt',
  'ziggo.nl', 'kpnmail.nl', 'kpnplanet.nl', 'planet.nl', 'hetnet.nl', 'home.nl', 'upcmail.nl', 'xs4all.nl', 'telenet.be', 'skynet.be', 'proximus.be', 'online.no', 'telia.com', 'comhem.se', 'spray.se', 'tdcadsl.dk', 'mail.dk', 'luukku.com', 'elisanet.fi', 'seznam.cz', 'centrum.cz', 'wp.pl', 'o2.pl', 'onet.pl', 'interia.pl',
  'btinternet.com', 'virginmedia.com', 'ntlworld.com', 'sky.com', 'talktalk.net', 'blueyonder.co.uk', 'tiscali.co.uk', 'eircom.net', 'comcast.net', 'verizon.net', 'att.net', 'sbcglobal.net', 'bellsouth.net', 'charter.net', 'cox.net', 'earthlink.net', 'optonline.net', 'shaw.ca', 'rogers.com', 'sympatico.ca', 'telus.net', 'bigpond.com', 'optusnet.com.au', 'xtra.co.nz',
]);
/** The same provider under the domain of each country: outlook.de, hotmail.co.uk, yahoo.fr. */
const PUBLIC_ANYWHERE = /^(?:outlook|hotmail|live|yahoo|googlemail|gmx)\.[a-z]{2,3}(?:\.[a-z]{2})?$/;

/** Market places and shops write for buyers from addresses that stand for one deal, never for where somebody works. */
const STAND_INS = /^(?:marketplace\.|members\.ebay\.|reply\.|.*\bnoreply\b)/;

/** Names that are kept for trying things out, and of machines. Source: RFC 2606, RFC 6762. */
const NO_DOMAIN = /(?:^|\.)(?:invalid|localhost|local)$/;

/** The domain of an address that somebody has where they work, in lower case. Shape: null for an address of a public provider, and for what is no address. */
export function workDomain(address: string): string | null {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  if (!address.includes('@') || !domain.includes('.')) return null;
  return PUBLIC.has(domain) || PUBLIC_ANYWHERE.test(domain) || STAND_INS.test(domain) || NO_DOMAIN.test(domain) ? null : domain;
}
