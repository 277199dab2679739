# Completion of sitbrief for fish: put this file as sitbrief.fish into ~/.config/fish/completions, or source it.
function __sitbrief_complete
    set -l typed (commandline -ct)
    set -l plain (string unescape -- "$typed")
    or set plain (string replace -r '^["\']' '' -- "$typed")
    set -l answer (command sitbrief complete fish (commandline -opc) "$plain" 2>/dev/null </dev/null)
    set -l kind $answer[1]
    set -e answer[1]
    set -l option (string match -r -- '^--[^=]*=' "$plain")
    set -l value (string replace -- "$option" '' "$plain")
    switch "$kind"
        case files
            set -a answer "$option"(__fish_complete_path "$value")
        case folders
            set -a answer "$option"(__fish_complete_directories "$value" '')
    end
    string join \n -- $answer
end
complete -c sitbrief -f -a '(__sitbrief_complete)'
