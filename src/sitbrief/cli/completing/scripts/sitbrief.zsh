#compdef sitbrief
# Completion of sitbrief for zsh: put this file as _sitbrief into a folder of $fpath, or source it after compinit.
_sitbrief() {
    local line kind= place
    local -a before typed values shown
    before=("${(@Q)words[1,CURRENT-1]}")
    # $words has no variables that are set before the command; those of a library count.
    typed=(${(z)LBUFFER%$IPREFIX$QIPREFIX$PREFIX})
    place=$(( $#typed - CURRENT + 1 ))
    while (( place > 0 )) && [[ ${typed[place]} == [A-Za-z_]*=* ]]; do
        before=("${(Q)typed[place]}" "${before[@]}")
        (( place-- ))
    done
    if [[ $PREFIX == --*=* ]]; then
        before+=("${PREFIX%%=*}")
        compset -P 1 '*='
    fi
    while IFS= read -r line; do
        if [[ -z $kind ]]; then
            kind=$line
            continue
        fi
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done < <(command sitbrief complete zsh "${before[@]}" "${(Q)PREFIX}" 2>/dev/null </dev/null)
    shown=("${(@)shown%  -- }")
    local found=1
    if (( $#values )); then
        compadd -l -M 'm:{a-zA-Z}={A-Za-z}' -d shown -a values && found=0
    fi
    case $kind in
        files) _files && found=0 ;;
        folders) _files -/ && found=0 ;;
    esac
    return found
}
if [[ ${funcstack[1]} == _sitbrief ]]; then
    _sitbrief "$@"
else
    compdef _sitbrief sitbrief
fi
