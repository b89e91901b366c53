"""What came of an import, in words on stderr: what was not used, changed or rejected, and what is published."""

from overlap.cli import import_changes, questions, session
from overlap.cli.checking import say_checks
from overlap.silence import silent
from overlap.warehouse.canonical.joining import SAME_SYSTEM, WHOSE_WORD
from overlap.warehouse.canonical.joining.joined import JOINED_BY, UNMATCHED
from overlap.warehouse.canonical.prefixing import start_of
from overlap.warehouse.importing.imported import Imported
from overlap.warehouse.importing.personal_data import sentences
from overlap.words import count, counted


def say(done: Imported, *, is_check: bool) -> None:
    """What is worth knowing of the files, then what was published, or would be."""
    _say_of_files(done)
    say = session.errors.print
    for sentence in sentences(done):
        say(sentence)
    if done.stopped or (done.asked and done.asked.open):
        return
    if done.asked:
        questions.say_assumed(done.asked)
    if is_check:
        _say_what_it_would(done)
    elif done.account.refused:
        say("Nothing was published. Mend the file, or leave it out: --without " + done.account.refused[0].file)
    elif done.manifest and not done.is_new:
        say(f"Nothing has changed: generation {done.manifest.generation} stays.")
    elif done.manifest:
        say_checks(done.results)
        import_changes.say(done)
        _say_joined(done)
        say(f"Published generation {done.manifest.generation}, as of {done.manifest.as_of}.")
        _say_silence(done)


def say_stopped(done: Imported, command: str) -> None:
    """What keeps it from being published, and the command that accepts it."""
    say = session.errors.print
    for stop in done.stopped:
        say(f"{stop.name}: {stop.sentence}")
    names = "".join(f" --accept {name}" for name in dict.fromkeys(stop.name for stop in done.stopped))
    say(
        "Nothing was published; what was published stays. Correct the export, or if this is as it should be, accept it:"
    )
    say(f"  {command}{names}")


def _say_of_files(done: Imported) -> None:
    say = session.errors.print
    for each in done.account.ignored:
        say(f"{each.file} is not read" + (f": did you mean {each.nearest}?" if each.nearest else "."))
    for file in done.account.files:
        if file.ignored_columns:
            say(f"{file.file}: not used: {', '.join(file.ignored_columns)}.")
        if file.flag_columns:
            say(f"warn: {file.file}: {_flags(file.flag_columns)}")
        if file.around:
            say(f"{file.file}: {counted(file.around, 'line')} above and below the table left out.")
        for column, words in file.written:
            say(f"{file.file}: {column}: read as {words}.")
        for each in file.changed:
            say(f"{file.file}: {each.column}: {counted(each.count, 'value')} {each.how}.")
    for each in done.left_out:
        say(f"{each.table}: {counted(each.count, 'record')} left out: {each.reason}.")
    for file in done.account.refused:
        say(f"{file.file} is refused: {file.refused}")
    if rejected := sum(file.rejected for file in done.account.files):
        were = f"{counted(rejected, 'record')} {'was' if rejected == 1 else 'were'} rejected"
        say(f"{were}; `overlap import --check` and the Data page list them with reasons.")


def _say_joined(done: Imported) -> None:
    """How leads of several systems came together, and which ids were written otherwise to keep them apart."""
    for source, entry in done.manifest.sources.items() if done.manifest else ():
        if entry.get("prefixed"):
            session.errors.print(
                f'Ids of {source} are written "{start_of(source)}1" here: another source has equal ones.'
            )
    for each in done.joined:
        if each.rule == SAME_SYSTEM:
            session.errors.print(f"{each.source}: {counted(each.count, 'lead')} counted with an older one, as signed.")
    across = [each for each in done.joined if each.rule in JOINED_BY]
    for source in dict.fromkeys(each.source for each in across):
        counts = [f"{count(each.count)} {JOINED_BY[each.rule]}" for each in across if each.source == source]
        session.errors.print(f"{source}: leads of another system, too: {', '.join(counts)}.")
    asked = done.asked
    for question in asked.questions if asked else ():
        if asked and question.key in WHOSE_WORD:
            first = asked.answers[question.key][0]
            other = next(choice.value for choice in question.choices if choice.value != first)
            say = session.errors.print
            say(f"{question.text} That of {first}; --answer {question.key}={other} says otherwise.")
    if any(each.rule == UNMATCHED for each in done.joined):
        session.errors.print("`overlap ask data/identities` lists those that are not, and why.")


def _say_silence(done: Imported) -> None:
    """What no page can answer, and which file would."""
    for each in silent(done.supplied):
        session.errors.print(f"Not known: {each.would_show}. A file of {' or '.join(each.files)} would tell.")


def _say_what_it_would(done: Imported) -> None:
    if done.manifest is None:
        return
    say_checks(done.results)
    if done.is_new:
        import_changes.say(done)
        _say_joined(done)
        session.errors.print(f"An import would publish this, as of {done.manifest.as_of}. Nothing was published now.")
        _say_silence(done)
    else:
        session.errors.print(f"An import would change nothing: generation {done.manifest.generation} would stay.")


def _flags(names: tuple[str, ...]) -> str:
    looks, them = ("looks like a flag", "it is") if len(names) == 1 else ("look like flags", "they are")
    return (
        f"{', '.join(names)} {looks} of records that do not count (deleted, archived, not done), and {them} not used: "
        "every record counts. Leave such records out of the file."
    )
