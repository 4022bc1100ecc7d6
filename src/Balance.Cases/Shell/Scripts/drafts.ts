// Keeps what is typed into a form on the device until it has been sent (ADR 26): a session that ends, a page left by mistake and a lost
// connection lose nothing. In this tab's storage, for one account; gone when it was sent, dropped, when somebody signs out or another
// account signs in, and when the tab is closed.

interface Draft {
    of: string;
    at: number;
    sent: boolean;
    values: [name: string, value: string][];
}

const prefix = "draft:";
const longest = 12 * 60 * 60 * 1000; // a session is never longer
const passed = new Set(["__RequestVerificationToken", "_handler"]);
let pending: HTMLFormElement | null = null;

function page(): HTMLElement | null {
    return document.querySelector<HTMLElement>("[data-drafts-of]");
}

// Tells accounts on one device apart and names none; null: nobody is signed in.
export function account(): string | null {
    return page()?.dataset["draftsOf"] ?? null;
}

// Whether this page follows a form that was sent with success.
export function isDone(): boolean {
    return page()?.dataset["draftsDone"] !== undefined;
}

export function isSigningOut(form: HTMLFormElement): boolean {
    return form.querySelector("input[name=_handler][value=sign-out]") !== null;
}

function keyOf(form: HTMLFormElement): string {
    return `${prefix}${location.pathname}#${form.dataset["draft"] ?? ""}`;
}

function keys(): string[] {
    return Object.keys(sessionStorage).filter(key => key.startsWith(prefix));
}

function read(key: string): Draft | null {
    try {
        return JSON.parse(sessionStorage.getItem(key) ?? "null") as Draft | null;
    } catch {
        return null;
    }
}

function write(key: string, draft: Draft): void {
    try {
        sessionStorage.setItem(key, JSON.stringify(draft));
    } catch {
        // A full or forbidden store: the form works as it does without script.
    }
}

function save(form: HTMLFormElement, sent: boolean): void {
    const of = account();
    if (of === null) return;
    const values = [...new FormData(form)].filter((pair): pair is [string, string] => typeof pair[1] === "string" && !passed.has(pair[0]));
    write(keyOf(form), { of, at: Date.now(), sent, values });
}

// The command's id and the version that was seen come back too: sent anew it acts once, and what changed meanwhile is told.
function fill(form: HTMLFormElement, draft: Draft): void {
    for (const field of form.elements) {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement || field instanceof HTMLSelectElement) || passed.has(field.name) || field.name === "") continue;
        const values = draft.values.filter(([name]) => name === field.name).map(([, value]) => value);
        if (field instanceof HTMLInputElement && (field.type === "checkbox" || field.type === "radio")) field.checked = values.includes(field.value);
        else if (field instanceof HTMLInputElement && field.type === "file") continue;
        else if (values[0] !== undefined) field.value = values[0];
    }
    for (let fold = form.closest("details"); fold !== null; fold = fold.parentElement?.closest("details") ?? null) fold.open = true;
}

function say(form: HTMLFormElement, what: "kept" | "offline"): void {
    form.querySelector(":scope > .notice.draft")?.remove();
    const words = page()?.querySelector<HTMLTemplateElement>(`template[data-draft-${what}]`);
    if (words) form.prepend(words.content.cloneNode(true));
}

// Called for each page that has come, also one that was changed in place.
export function settle(): void {
    pending = null;
    const of = account();
    const done = isDone();
    for (const key of keys()) {
        const draft = read(key);
        const foreign = of !== null && draft?.of !== of;
        if (draft === null || foreign || Date.now() - draft.at > longest || (draft.sent && done)) sessionStorage.removeItem(key);
        // It came to a page that does not say that it was done: the session was over, it was refused, or something broke.
        else if (draft.sent) write(key, { ...draft, sent: false });
    }
    if (of === null) return;
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
        const draft = read(keyOf(form));
        if (draft === null) continue;
        // A refused form comes back filled in, with the version that is true now.
        if (form.querySelector(":scope > .summary") !== null) save(form, false);
        else if (form.querySelector(":scope > .notice.draft") === null) {
            fill(form, draft);
            say(form, "kept");
        }
    }
}

document.addEventListener("input", typed => {
    const form = typed.target instanceof Element ? typed.target.closest<HTMLFormElement>("form[data-draft]") : null;
    if (form !== null) save(form, false);
});

document.addEventListener("submit", sending => {
    const form = sending.target;
    if (!(form instanceof HTMLFormElement)) return;
    if (isSigningOut(form)) {
        for (const key of keys()) sessionStorage.removeItem(key);
        return;
    }
    if (form.dataset["draft"] === undefined) return;
    form.querySelector(":scope > .notice.draft")?.remove();
    save(form, navigator.onLine);
    if (navigator.onLine) {
        pending = form;
        return;
    }
    sending.preventDefault();
    sending.stopImmediatePropagation();
    say(form, "offline");
}, true);

// The form is sent by Blazor, which leaves the page as it is where the network fails, and says nothing.
window.addEventListener("unhandledrejection", () => {
    if (pending === null || !pending.isConnected) return;
    const form = pending;
    pending = null;
    save(form, false);
    say(form, "offline");
});

document.addEventListener("click", clicked => {
    const drop = clicked.target instanceof Element ? clicked.target.closest("[data-draft-drop]") : null;
    const form = drop?.closest<HTMLFormElement>("form[data-draft]") ?? null;
    if (drop === null) return;
    if (form !== null) sessionStorage.removeItem(keyOf(form));
    else for (const shown of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) sessionStorage.removeItem(keyOf(shown));
    if (drop instanceof HTMLAnchorElement) return;
    location.reload();
});
