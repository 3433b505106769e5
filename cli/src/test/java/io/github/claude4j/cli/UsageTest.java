package io.github.claude4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``| expected a command",
                "mesage Hi | unknown command mesage; did you mean message? (",
                "tokens Hi | unknown command tokens; did you mean count-tokens? (",
                "lst | unknown command lst (see claude4j --help)",
                "help mesage | unknown command mesage; did you mean message?",
                "help files lst | unknown command lst; did you mean list?",
                "message --modle x Hi | unknown option --modle; did you mean --model? (",
                "message --xyz Hi | unknown option --xyz (",
                "--offline message Hi | unknown option --offline; options come after the command",
                "message --json=maybe Hi | --json: expected no value, found maybe (",
                "message --header x Hi | --header: expected NAME=VALUE, found x (",
                "models --limit=1 --limit=2 | --limit: was given twice (",
                "message \ufffd | the arguments: expected text in UTF-8",
                "serve now | unknown argument now",
                "message --max-tokens many Hi | --max-tokens: expected a whole number, found many (",
                "message --offline --base-url http://localhost Hi | expected one of them",
                "message --offline --backend vertex Hi | expected one of them",
                "message --backend azure Hi | expected one of bedrock, mantle, aws, vertex, google-cloud, foundry, found azure",
                "message --system | --system: expected TEXT, found nothing (",
                "api | expected an operation or --list",
                "api message.create | did you mean messages.create",
                "api memory-stores.lst | memory_stores.list",
                "api something.else.entirely | claude4j api --list",
                "api batches.list | messages.batches.list",
                "api models.retrieve | missing --param model_id=...",
                "api models.retrieve --param model_id=a --param model_id=b | given twice",
                "api models.retrieve --param nonsense | expected NAME=VALUE, found nonsense",
                "api models.list --body {} | takes no body",
                "api models.retrieve --param model_id=a --all | does not answer with pages",
                "api models.list --output x | answers with JSON",
                "api messages.create --body [1] | --body: expected a JSON object",
                "api messages.create --body {oops | --body: ",
                "api messages.create --body @/no/such/file | /no/such/file cannot be read",
                "api files.upload --param file=@/no/such/file | /no/such/file",
                "serve --port 70000 | --port",
                "serve --script /no/such.jsonl | --script: /no/such.jsonl cannot be read",
                "serve --allow-origin here | --allow-origin: expected one such as http://app.test:3000, found here",
                "message --file /no/such.png Hi | /no/such.png: there is no such file",
                "message --file / Hi | /: expected a file that can be read",
                "message --max-tokens=-1 Hi | --max-tokens: expected 0 or more, found -1",
                "count-tokens --file /no/such.pdf Hi | /no/such.pdf: there is no such file",
                "models --limit 0 | --limit: expected 1 or more, found 0",
                "models --limit 3 --all | expected one of them",
                "models a b | unknown argument b",
                "files | expected list, show, upload, download or delete",
                "files lst | unknown command lst; did you mean list?",
                "files upload | expected FILE, found nothing (",
                "files upload /no/such.txt | /no/such.txt: there is no such file",
                "files show | ID",
                "files download file_1 --output / --all | --all",
                "files download file_1 --output /no/such/folder/x | there is no folder /no/such/folder",
                "batch | expected submit, wait, results, list, show, cancel or delete",
                "batch submit /no/such.jsonl | /no/such.jsonl: there is no such file",
                "batch submit - | standard input: expected a request a line, found none",
                "batch results msgbatch_1 --output / | /: expected a file, found a folder",
                "chat --load /no/such.json | /no/such.json: there is no such file",
                "completion fish | SHELL: expected one of bash, zsh, found fish (",
                "agents | expected create, list, show or archive",
                "agents create | --name: expected NAME, found nothing",
                "agents create --name a --body [1] | --body: expected a JSON object",
                "sessions | expected create, list, show, chat, tail, steer, interrupt, archive or delete",
                "sessions tail sesn_1 --limit=-1 | --limit: expected 0 or more, found -1",
                "sessions chat sesn_1 --agent agent_1 | expected one of them, found both",
                "sessions steer sesn_1 | the prompt is empty",
                "lint /no/such.json | /no/such.json: there is no such file",
                "lint - | standard input: expected the body of a request as JSON",
                "diff - - | expected standard input for one of them, found it for both",
                "diff a | expected B, found nothing",
            })
    void badInputIsOneLineAndExitCode2(String command, String expected) {
        Shell.Result result =
                shell.run(command.isBlank() ? new String[0] : command.strip().split(" "));
        assertThat(result.err())
                .startsWith("claude4j: ")
                .contains(expected.strip())
                .hasLineCount(1);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void helpTellsWhatACommandDoesAsItsOptionDoes() {
        assertThat(shell.run("help", "files", "upload").out())
                .isEqualTo(shell.run("files", "upload", "--help").out());
        assertThat(shell.run("help").out()).isEqualTo(shell.run("--help").out()).contains("  help  ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "message ",
                "chat ",
                "count-tokens ",
                "models ",
                "files ",
                "files list ",
                "files show ",
                "files upload ",
                "files download ",
                "files delete ",
                "batch ",
                "batch submit ",
                "batch list ",
                "batch show ",
                "batch wait ",
                "batch results ",
                "batch cancel ",
                "batch delete ",
                "agents ",
                "agents create ",
                "agents list ",
                "agents show ",
                "agents archive ",
                "sessions ",
                "sessions create ",
                "sessions list ",
                "sessions show ",
                "sessions chat ",
                "sessions tail ",
                "sessions steer ",
                "sessions interrupt ",
                "sessions archive ",
                "sessions delete ",
                "lint ",
                "diff ",
                "help ",
                "api ",
                "serve ",
                "completion "
            })
    void everyCommandHasHelpAndAVersion(String command) {
        Shell.Result help = shell.run((command + "--help").split(" "));
        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: claude4j").doesNotContain("${");
        assertThat(help.lines()).allMatch(line -> line.length() <= 110);
        assertThat(shell.seen(60).run((command + "--help").split(" ")).lines()).allMatch(line -> line.length() <= 60);
        assertThat(shell.run((command + "--version").split(" ")).out()).matches("claude4j \\d.* \\(Java .*\\)\n");
    }
}
