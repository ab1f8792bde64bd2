/** Local parts of addresses that belong to a desk, not to a person. */
const ROLES: ReadonlySet<string> = new Set([
  'info', 'information', 'team', 'teams', 'noreply', 'no-reply', 'no_reply', 'donotreply', 'do-not-reply', 'do_not_reply', 'sales', 'verkoop', 'vertrieb', 'support', 'help', 'helpdesk', 'servicedesk', 'service', 'services',
  'customerservice', 'customer-service', 'customer.service', 'customercare', 'customer-care', 'klantenservice', 'kundenservice', 'kundendienst', 'serviceclient', 'care', 'contact', 'kontakt', 'hello', 'office', 'buero',
  'kantoor', 'admin', 'administrator', 'administratie', 'webmaster', 'postmaster', 'hostmaster', 'abuse', 'root', 'billing', 'accounts', 'accounting', 'accountspayable', 'ap', 'finance', 'boekhouding', 'buchhaltung',
  'invoice', 'invoices', 'facturen', 'rechnung', 'order', 'orders', 'bestellung', 'bestellingen', 'purchasing', 'procurement', 'inkoop', 'einkauf', 'marketing', 'press', 'media', 'pr', 'jobs', 'careers', 'hr', 'recruitment',
  'reception', 'receptie', 'frontdesk', 'front-desk', 'enquiries', 'enquiry', 'inquiries', 'inquiry', 'mailer-daemon', 'bounce', 'bounces', 'newsletter', 'notification', 'notifications', 'alerts', 'security', 'privacy',
  'legal', 'compliance', 'it', 'ict', 'everyone', 'staff', 'group', 'shop', 'store', 'webshop', 'booking', 'bookings', 'reservations', 'feedback', 'returns', 'retour',
]);

/** Whether an address is the contact point of an organisation (`info@`, `team@`, `noreply@`): kept and searchable, but no sign that two people are one. */
export function isRoleAddress(address: string): boolean {
  const at = address.lastIndexOf('@');
  return at > 0 && ROLES.has((address.slice(0, at).split('+')[0] ?? '').toLowerCase());
}
