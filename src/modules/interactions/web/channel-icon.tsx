import Bot from 'lucide-react/icons/bot';
import Box from 'lucide-react/icons/box';
import Circle from 'lucide-react/icons/circle';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import CreditCard from 'lucide-react/icons/credit-card';
import Globe from 'lucide-react/icons/globe';
import Hourglass from 'lucide-react/icons/hourglass';
import Mail from 'lucide-react/icons/mail';
import Megaphone from 'lucide-react/icons/megaphone';
import MessageCircle from 'lucide-react/icons/message-circle';
import MessageSquare from 'lucide-react/icons/message-square';
import Package from 'lucide-react/icons/package';
import PackageOpen from 'lucide-react/icons/package-open';
import Phone from 'lucide-react/icons/phone';
import Repeat from 'lucide-react/icons/repeat';
import Share2 from 'lucide-react/icons/share-2';
import ShoppingBag from 'lucide-react/icons/shopping-bag';
import Smartphone from 'lucide-react/icons/smartphone';
import Star from 'lucide-react/icons/star';
import Store from 'lucide-react/icons/store';
import Tag from 'lucide-react/icons/tag';
import Ticket from 'lucide-react/icons/ticket';
import Truck from 'lucide-react/icons/truck';
import Undo2 from 'lucide-react/icons/undo-2';
import User from 'lucide-react/icons/user';
import type { LucideIcon } from 'lucide-react';

const ICONS: Readonly<Record<string, LucideIcon>> = {
  web: Globe, app: Smartphone, chat: MessageCircle, bot: Bot, call: Phone, email: Mail, sms: MessageSquare, letter: Mail, push: Smartphone, packaging: Package, ticket: Ticket, store: Store, review: Star,
  marketplace: Star, social: Share2, ad: Megaphone, offer: Tag, visualisation: Box, survey: ClipboardList, order: ShoppingBag, payment: CreditCard, delivery: Truck, return: Undo2, trial: Hourglass,
  subscription: Repeat, staff: User, parcel: PackageOpen,
};

/** The sign of a channel; always beside its name. */
export function ChannelIcon({ channel, size = 15 }: { readonly channel: string; readonly size?: number }) {
  const Icon = ICONS[channel] ?? Circle;
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}
