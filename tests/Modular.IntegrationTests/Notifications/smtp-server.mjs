// A real SMTP server for the tests: says on which port it listens, then prints each e-mail as a line of JSON.
// Arguments: port (0: any), and optionally the user and the password it asks for.
// It refuses recipients that begin with "gone-" for good, and those that begin with "later-" once.
import { SMTPServer } from "smtp-server";

const [port, user, password] = process.argv.slice(2);
const refused = new Set();

function refuse(code, words) {
  const error = new Error(words);
  error.responseCode = code;
  return error;
}

const server = new SMTPServer({
  authOptional: !user,
  allowInsecureAuth: true,
  disabledCommands: ["STARTTLS"],
  disableReverseLookup: true,
  onAuth(auth, _session, answer) {
    if (auth.username === user && auth.password === password) answer(null, { user });
    else answer(refuse(535, "Wrong user or password"));
  },
  onRcptTo({ address }, _session, answer) {
    if (address.startsWith("gone-")) return answer(refuse(550, "No such mailbox"));
    if (address.startsWith("later-") && !refused.has(address)) {
      refused.add(address);
      return answer(refuse(451, "Try again later"));
    }
    answer();
  },
  onData(stream, session, answer) {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const mail = { to: session.envelope.rcptTo.map((r) => r.address), raw: Buffer.concat(chunks).toString("utf8") };
      process.stdout.write(JSON.stringify(mail) + "\n", () => answer());
    });
  },
});
server.on("error", () => {});
server.listen(Number(port), "127.0.0.1", () => console.log(server.server.address().port));
// The test's end is ours.
process.stdin.resume();
process.stdin.on("end", () => process.exit());
