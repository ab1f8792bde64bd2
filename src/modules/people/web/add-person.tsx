import { Button, Modal, PasswordInput, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ROLES, type Role } from '../../../kernel/access.ts';
import { call } from '../../../web/api.ts';
import { fieldOf } from '../../../web/form-field.ts';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { roleName } from '../../../web/viewer-menu.tsx';
import { routes } from '../contract.ts';
import css from './door.module.css';

const CHOICES = ROLES.map((role) => ({ value: role, label: roleName(role) }));

/** Gives somebody access. Custos sends no mail: the owner hands the first password over. */
export function AddPerson({ opened, close }: { readonly opened: boolean; readonly close: () => void }): ReactNode {
  const queries = useQueryClient();
  const [role, setRole] = useState<Role>('agent');
  const { data: offer } = useQuery({ queryKey: ['sign-in-offer'], queryFn: ({ signal }) => call(routes.signInOffer, {}, signal), enabled: opened });
  const mayGoWithout = offer?.signOn != null;
  const add = useMutation({
    mutationFn: (form: FormData) => call(routes.addPerson, { body: { name: fieldOf(form, 'name').trim(), email: fieldOf(form, 'email').trim(), ...(fieldOf(form, 'password') === '' ? {} : { password: fieldOf(form, 'password') }), role } }),
    onSuccess: (person) => { close(); sayDone(`${person.name} can sign in now.`); return queries.invalidateQueries({ queryKey: ['people'] }); },
  });
  return (
    <Modal opened={opened} onClose={close} title="Add somebody">
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); add.mutate(new FormData(event.currentTarget)); }}>
        <TextInput name="name" label="Name" maxLength={120} required data-autofocus />
        <TextInput name="email" type="email" label="E-mail" required autoComplete="off" />
        <Select label="Role" data={CHOICES} value={role} onChange={(value) => setRole(value ?? 'agent')} allowDeselect={false} />
        <PasswordInput name="password" label="First password" description={mayGoWithout ? 'Leave it empty for somebody who signs on with your directory. Custos sends no mail: hand it over yourself.' : 'At least 10 characters. Custos sends no mail: hand it over yourself.'} minLength={10} required={!mayGoWithout} autoComplete="new-password" />
        <Button type="submit" loading={add.isPending}>Give access</Button>
      </form>
    </Modal>
  );
}
