"""What the engine says about models; see `app.window.engine_texts`."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

# Sentences that need no other words; {name} is anything.
SAME = (
    QT_TRANSLATE_NOOP("Engine", "There is no model {name}; did you mean {other}?"),
    # Fetching
    QT_TRANSLATE_NOOP(
        "Engine",
        "Fetching {file} from {hub} failed ({error}); {size} MB are kept, so try again later.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The proxy refused the way to {hub} ({error}); check the proxy settings of this computer.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{proxy} is no address of a proxy; check the proxy settings of this computer.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no {file} in {repo} on {hub}; weights that were never published as safetensors "
        "cannot be used.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{hub} refused {repo}/{file} ({status} {error}); fetch the file with a browser and use it "
        "from there.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} from {hub} is damaged or was changed (its checksum is wrong), so it was deleted; "
        "fetch it again or from another hub.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{hub} gives no checksum for {file}, so it was deleted; fetch it from a hub that does.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} cannot be written to {folder}: {reason}; make room there or choose another folder.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "The files cannot be written to {folder} ({reason}); make room there."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The vocabulary cannot be copied to {folder} ({reason}); make room there.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{architecture}/{tag} was never published as safetensors, and nothing else is opened; "
        "choose another.",
    ),
    # Room on the disk
    QT_TRANSLATE_NOOP(
        "Engine",
        "Preparing {model} needs {needed} GB in {folder}, and only {free} GB are free; make room "
        "there.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Copying the model needs {needed} GB in {folder}, and only {free} GB are free; make room "
        "there.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} needs {needed} GB in {folder}, and only {free} GB are free; make room there.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The prepared model cannot be written to {folder} ({reason}); make room there, or close "
        "what uses it.",
    ),
    # Files that the user has
    QT_TRANSLATE_NOOP(
        "Engine",
        "{file} is not the file that was published for this model (its checksum is wrong); fetch "
        "it again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "{file} does not end in .safetensors; choose or rename the right file."
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "{file} is no complete safetensors file ({error}); fetch it again."
    ),
    QT_TRANSLATE_NOOP("Engine", "{file} is no file of a model; choose another."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The prepared model in {folder} says that it is {model}, and is another one; get that "
        "model again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "{file} was not copied completely; copy it again, or fetch it again."
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "{file} has changed since it was fetched; copy it again, or fetch it again."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The folder {folder} cannot be read ({reason}); see that its drive is there, and that you "
        "may read it.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There are very many files in {folder}; choose the folder that holds the model.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine", "There are several files *.safetensors in {folder}; choose one of them."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "There is no file *.safetensors in {folder}; choose the file with the weights.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The weights {file} cannot be read ({reason}); see that their drive is there, or copy "
        "them to this computer first.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The weights {file} cannot be read ({reason}); check the name, and see that their drive is "
        "there.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The weights {file} do not fit {model}: {error}; choose the file that was published for "
        "this model.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The weights {file} end too early; fetch them again."),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The weights {file} are damaged: {tensor} has values that are no finite numbers; fetch "
        "them again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "This model has a vocabulary of its own; put the {file} that was published with it (in "
        "{repo}) into {folder}, and try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The vocabulary {file} is not that of {model}; choose the tokenizer.json that was "
        "published with it.",
    ),
    # Prepared models
    QT_TRANSLATE_NOOP(
        "Engine",
        "The model {model} made of these weights cannot tell pictures, or texts, from each other; "
        "fetch the weights again, or choose another model.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The prepared towers of {model} cannot be loaded; free some memory and try again, or "
        "report this with the model's name.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "{model} has a vocabulary of its own; put the tokenizer.json that was published with it "
        "beside the weights.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The files of {model} in {folder} cannot be removed ({reason}); close what uses them and "
        "try again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The files of {model} are those of another model ({other}); remove them and get it again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "Something is being done with the files of {model} already; wait until that has finished.",
    ),
    QT_TRANSLATE_NOOP("Engine", "The model {model} is not here, so nothing was verified."),
    QT_TRANSLATE_NOOP(
        "Engine", "The built-in model is part of Pictrove; its files are not removed."
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The built-in model is part of every Pictrove; it is neither fetched nor imported.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "The built-in model is missing from this installation; install Pictrove again.",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "A part of Pictrove itself is missing or damaged ({file}); install Pictrove again.",
    ),
)

# What the engine says, and what the window says instead.
INSTEAD = (
    (
        "open_clip has no architecture {name}; similar names are: {models}.",
        QT_TRANSLATE_NOOP(
            "Engine", "There is no model {name}. Type its name as open_clip writes it."
        ),
    ),
    (
        "open_clip has no weights {name} for {model}; it has: {known}.",
        QT_TRANSLATE_NOOP("Engine", "There are no weights {name} for {model}; there are: {known}."),
    ),
    (
        "There is no model {name}; choose one of {models}, or ARCHITECTURE/TAG of open_clip.",
        QT_TRANSLATE_NOOP("Engine", "There is no model {name}. There are: {models}."),
    ),
    (
        "{hub} cannot be reached ({error}); check the network, or name another hub in {variable}.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "{hub} cannot be reached ({error}). Check the network, or name another address in "
            "Settings > Models.",
        ),
    ),
    (
        "{hub} does not have {file} of {repo}; choose another hub.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "{hub} does not have {file} of {repo}. Name another address in Settings > Models.",
        ),
    ),
    (
        "{hub} is no address of a hub; one looks like https://mirror.example.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "Models cannot come from {hub}, because it is no web address. Name another one in "
            "Settings > Models.",
        ),
    ),
    (
        (
            "{hub} leads from one address to another without end; check whether the network wants "
            "you to sign in, or choose another hub."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{hub} leads from one address to another without end. Check whether the network wants "
            "you to sign in, or name another address in Settings > Models.",
        ),
    ),
    (
        (
            "{model} takes over when its files are here: `pictrove models get {name}` gets them, "
            "`pictrove models use {other}` calls it off."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{model} takes over when its files are on this computer. Download or import it in "
            "Settings > Models, or call that off there.",
        ),
    ),
    (
        (
            "{url} is a web page, not a model; check whether the network wants you to sign in, or "
            "choose another hub."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{url} is a web page, not a model. Check whether the network wants you to sign in, or "
            "name another address in Settings > Models.",
        ),
    ),
    (
        (
            "The proxy {proxy} speaks SOCKS, for which the Python package socksio is missing; add "
            "it, or name a proxy for HTTP."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The proxy {proxy} speaks SOCKS, which Pictrove cannot use. Name a proxy for HTTP in "
            "the settings of this computer.",
        ),
    ),
    (
        (
            "No model was recognised in {source}; choose a folder that `pictrove models get --to` "
            "made, or the weights' file, and say with --model which model it is."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "No model was recognised in {source}. Choose a folder that was downloaded for another "
            "computer, or the file of a model, and type the name of the model.",
        ),
    ),
    (
        "{source} may be of {models}; say which one with --model.",
        QT_TRANSLATE_NOOP(
            "Engine", "{source} may be of {models}. Type the name of one, and try again."
        ),
    ),
    (
        "There are several models in {source} ({models}); say which one with --model.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "There are several models in {source} ({models}). Type the name of one, and try again.",
        ),
    ),
    (
        (
            "{source} is of no model that Pictrove knows by itself; say with --model which one it "
            "is."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{source} is of no model that Pictrove recognises by itself. Type the name of the "
            "model, and try again.",
        ),
    ),
    (
        (
            "The model {model} answers searches, so nothing of it is removed; choose another one "
            "first: pictrove models use MODEL."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The model {model} answers searches, so nothing of it is removed. Use another one "
            "first.",
        ),
    ),
    (
        (
            "The model {model} is about to take over, so nothing of it is removed; call that off "
            "first: pictrove models use {other}."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The model {model} is about to take over, so nothing of it is removed. Call that off "
            "first.",
        ),
    ),
    (
        (
            "The model {model} is not prepared on this machine; get it first, or use the built-in "
            "model {other}."
        ),
        QT_TRANSLATE_NOOP(
            "Engine", "The model {model} is not on this computer. Download it first."
        ),
    ),
    (
        "The prepared model in {folder} is damaged ({error}); prepare it again.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "The files of the model in {folder} are damaged ({error}). Remove them, and download "
            "or import the model again.",
        ),
    ),
    (
        (
            "The prepared model in {folder} has format {version}, and this version of Pictrove "
            "reads {known}; prepare it again."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The model in {folder} was made for another version of Pictrove. Remove its files, "
            "and download or import it again.",
        ),
    ),
    (
        "{file} in {folder} cannot be loaded ({error}); prepare the model again.",
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} in {folder} cannot be loaded ({error}). Remove the files of the model, and "
            "download or import it again.",
        ),
    ),
    (
        (
            "{file} is {format}, not a safetensors file; only that format is opened, so fetch or "
            "choose the file that ends in .safetensors."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "{file} is not a safetensors file. For your safety only that format is opened: choose "
            "the file that ends in .safetensors.",
        ),
    ),
    (
        (
            "This bundle of Pictrove cannot prepare {model}, because PyTorch is not part of it; "
            "prepare it with the full bundle or a Pictrove installed by pip, which use the same "
            "folder, or import it from there."
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "This Pictrove cannot prepare {model}, because PyTorch is not part of it. Prepare it "
            "with a Pictrove that has PyTorch, and import it from there.",
        ),
    ),
)
